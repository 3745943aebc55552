import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { Autosave } from "@/app/(app)/admin/campaigns/[id]/autosave";

type Draft = { subject: string; body: string };

/** A server that answers each save when the test calls `succeed` or `fail`. */
function createServer() {
  const calls: { patch: Partial<Draft>; succeed: () => void; fail: (error: unknown) => void }[] = [];
  const save = jest.fn(
    (patch: Partial<Draft>) =>
      new Promise<void>((resolve, reject) => calls.push({ patch, succeed: () => resolve(), fail: reject })),
  );
  return { save, calls };
}

class Refused extends Error {}

const rejectionOf = (error: unknown) => (error instanceof Refused ? error.message : null);

const keep = jest.fn<(unsaved: Partial<Draft> | null) => void>();

async function runMicrotasks() {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

describe("saving what is typed", () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test("waits for a pause in typing, then saves everything in one call", async () => {
    const { save, calls } = createServer();
    const autosave = new Autosave<Draft>({ save, rejectionOf, keep });
    autosave.change({ subject: "H" });
    jest.advanceTimersByTime(300);
    autosave.change({ subject: "Hi", body: "there" });
    jest.advanceTimersByTime(500);
    expect(save).not.toHaveBeenCalled();
    expect(autosave.state.kind).toBe("saving");
    jest.advanceTimersByTime(200);
    expect(calls.map(({ patch }) => patch)).toEqual([{ subject: "Hi", body: "there" }]);
    calls[0]?.succeed();
    await runMicrotasks();
    expect(autosave.state.kind).toBe("saved");
  });

  test("saves at once when the focus leaves the field", async () => {
    const { save, calls } = createServer();
    const autosave = new Autosave<Draft>({ save, rejectionOf, keep });
    autosave.change({ subject: "Hi" });
    const done = autosave.flush();
    expect(save).toHaveBeenCalledTimes(1);
    calls[0]?.succeed();
    await done;
    expect(autosave.state.kind).toBe("saved");
    jest.runAllTimers();
    expect(save).toHaveBeenCalledTimes(1);
  });

  test("saves text that was typed during a save in a second save, after the first", async () => {
    const { save, calls } = createServer();
    const autosave = new Autosave<Draft>({ save, rejectionOf, keep });
    autosave.change({ subject: "one" });
    void autosave.flush();
    autosave.change({ subject: "two" });
    jest.advanceTimersByTime(2_000);
    expect(save).toHaveBeenCalledTimes(1);
    calls[0]?.succeed();
    await runMicrotasks();
    expect(calls.map(({ patch }) => patch.subject)).toEqual(["one", "two"]);
    expect(autosave.state.kind).toBe("saving");
    calls[1]?.succeed();
    await runMicrotasks();
    expect(autosave.state.kind).toBe("saved");
  });

  test("reports a failure, and tries again with the text typed since then", async () => {
    const { save, calls } = createServer();
    const autosave = new Autosave<Draft>({ save, rejectionOf, keep });
    autosave.change({ subject: "one", body: "old" });
    void autosave.flush();
    calls[0]?.fail(new Error("connection lost"));
    await runMicrotasks();
    expect(autosave.state.kind).toBe("retrying");
    autosave.change({ body: "new" });
    expect(autosave.state.kind).toBe("retrying");
    jest.advanceTimersByTime(1_000);
    expect(calls[1]?.patch).toEqual({ subject: "one", body: "new" });
    calls[1]?.succeed();
    await runMicrotasks();
    expect(autosave.state.kind).toBe("saved");
  });

  test("tries again with growing pauses, and never gives up", async () => {
    const { save, calls } = createServer();
    const autosave = new Autosave<Draft>({ save, rejectionOf, keep });
    autosave.change({ subject: "one" });
    void autosave.flush();
    for (const [index, wait] of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000].entries()) {
      calls[index]?.fail(new Error("connection lost"));
      await runMicrotasks();
      jest.advanceTimersByTime(wait - 1);
      expect(save).toHaveBeenCalledTimes(index + 1);
      jest.advanceTimersByTime(1);
      expect(save).toHaveBeenCalledTimes(index + 2);
    }
  });

  test("reports a save that hangs", async () => {
    const { save, calls } = createServer();
    const autosave = new Autosave<Draft>({ save, rejectionOf, keep });
    autosave.change({ subject: "one" });
    void autosave.flush();
    jest.advanceTimersByTime(5_000);
    expect(autosave.state.kind).toBe("retrying");
    calls[0]?.succeed();
    await runMicrotasks();
    expect(autosave.state.kind).toBe("saved");
  });

  test("does not repeat a change that the server refused for good until somebody edits it", async () => {
    const { save, calls } = createServer();
    const autosave = new Autosave<Draft>({ save, rejectionOf, keep });
    autosave.change({ subject: "one" });
    void autosave.flush();
    calls[0]?.fail(new Refused("Only a draft can be changed."));
    await runMicrotasks();
    expect(autosave.state).toEqual({ kind: "rejected", why: "Only a draft can be changed." });
    jest.advanceTimersByTime(120_000);
    expect(save).toHaveBeenCalledTimes(1);
    autosave.change({ subject: "two" });
    jest.advanceTimersByTime(600);
    expect(calls[1]?.patch).toEqual({ subject: "two" });
  });

  test("notifies its listeners of every change until they unsubscribe", async () => {
    const { save, calls } = createServer();
    const autosave = new Autosave<Draft>({ save, rejectionOf, keep });
    const seen: string[] = [];
    const leave = autosave.subscribe(() => seen.push(autosave.state.kind));
    autosave.change({ subject: "one" });
    void autosave.flush();
    calls[0]?.succeed();
    await runMicrotasks();
    expect(new Set(seen)).toEqual(new Set(["saving", "saved"]));
    leave();
    const count = seen.length;
    autosave.change({ subject: "two" });
    expect(seen).toHaveLength(count);
  });

  test("passes all unsaved text to the page until it is saved", async () => {
    keep.mockClear();
    const { save, calls } = createServer();
    const autosave = new Autosave<Draft>({ save, rejectionOf, keep });
    autosave.change({ subject: "one" });
    void autosave.flush();
    autosave.change({ body: "typed meanwhile" });
    expect(keep).toHaveBeenLastCalledWith({ subject: "one", body: "typed meanwhile" });
    calls[0]?.fail(new Error("connection lost"));
    await runMicrotasks();
    expect(keep).toHaveBeenLastCalledWith({ subject: "one", body: "typed meanwhile" });
    jest.advanceTimersByTime(1_000);
    calls[1]?.succeed();
    await runMicrotasks();
    expect(keep).toHaveBeenLastCalledWith(null);
  });
});
