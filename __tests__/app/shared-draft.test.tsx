import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { ConvexError } from "convex/values";
import { SharedDraft } from "@/app/(app)/admin/campaigns/[id]/shared-draft";

type Draft = { subject: string; body: string };
type Versions = Partial<Record<keyof Draft, number>>;

/**
 * A server that refuses to save a field if the author has not seen its current version. Tests pass the versions that
 * the page shows, which they get from `live()`.
 */
function createServer() {
  const server = {
    values: { subject: "First", body: "Text" } as Draft,
    versions: { subject: 1, body: 1 } as Required<Versions>,
    isDown: false,
    saves: [] as Partial<Draft>[],
    async save(draft: Partial<Draft>, seen: Versions): Promise<Versions> {
      if (server.isDown) throw new Error("connection lost");
      for (const field of fieldsOf(draft)) {
        const isSeen = server.versions[field] <= (seen[field] ?? 0);
        if (!isSeen) throw new ConvexError({ code: "changed", message: "Bob has changed it.", field });
      }
      server.saves.push(draft);
      for (const field of fieldsOf(draft)) server.set(field, draft[field] ?? "");
      return { ...server.versions };
    },
    set(field: keyof Draft, value: string) {
      server.values[field] = value;
      server.versions[field]++;
    },
  };
  return server;
}

const fieldsOf = (draft: Partial<Draft>) => Object.keys(draft) as (keyof Draft)[];
const keep = jest.fn();

let server: ReturnType<typeof createServer>;
let draft: SharedDraft<Draft>;
beforeEach(() => {
  jest.useFakeTimers();
  keep.mockClear();
  server = createServer();
  draft = new SharedDraft<Draft>({ save: server.save, keep });
});
afterEach(() => {
  jest.useRealTimers();
});

const live = () => ({ ...server.versions });

test("typed text is saved with the version that was shown when typing began", async () => {
  draft.change({ subject: "Mine" }, live());
  await draft.flush();
  expect(server.values.subject).toBe("Mine");
  expect(draft.typed.subject).toEqual({ value: "Mine", seen: 2, state: "saved" });
  expect(draft.saveState.kind).toBe("saved");
  expect(keep).toHaveBeenLastCalledWith(null);
});

test("a field that somebody else has changed is not saved and shows both texts; the other fields are saved", async () => {
  draft.change({ subject: "Mine" }, live());
  server.set("subject", "Theirs");
  draft.change({ subject: "Mine, longer", body: "My text" }, live());
  await draft.flush();
  expect(server.values).toEqual({ subject: "Theirs", body: "My text" });
  expect(draft.typed.subject).toEqual({ value: "Mine, longer", seen: 1, state: "conflicting" });
  expect(draft.saveState.kind).toBe("rejected");
  expect(keep).toHaveBeenLastCalledWith({ draft: { subject: "Mine, longer" }, seen: { subject: 1 } });
});

test("while a field has two texts, typing goes on but neither is saved", async () => {
  draft.change({ subject: "Mine" }, live());
  server.set("subject", "Theirs");
  await draft.flush();
  draft.change({ subject: "Mine, longer" }, live());
  await draft.flush();
  expect(server.values.subject).toBe("Theirs");
  expect(draft.typed.subject).toMatchObject({ value: "Mine, longer", state: "conflicting" });
});

test("choosing one's own text replaces the text that was shown beside it, but no later one", async () => {
  draft.change({ subject: "Mine" }, live());
  server.set("subject", "Theirs");
  await draft.flush();
  const shown = live();
  server.set("subject", "Theirs, later");
  draft.keepMine("subject", shown);
  await draft.flush();
  expect(server.values.subject).toBe("Theirs, later");
  draft.keepMine("subject", live());
  await draft.flush();
  expect(server.values.subject).toBe("Mine");
  expect(draft.saveState.kind).toBe("saved");
});

test("choosing the other text discards one's own", async () => {
  draft.change({ subject: "Mine" }, live());
  server.set("subject", "Theirs");
  await draft.flush();
  draft.takeTheirs("subject");
  expect(draft.typed).toEqual({});
  expect(draft.saveState.kind).toBe("saved");
  expect(keep).toHaveBeenLastCalledWith(null);
  jest.runAllTimers();
  await draft.flush();
  expect(server.values.subject).toBe("Theirs");
});

test("typing on after a save starts from the saved version, even if the page does not show it yet", async () => {
  const stale = live();
  draft.change({ subject: "One" }, stale);
  await draft.flush();
  draft.change({ subject: "Two" }, stale);
  await draft.flush();
  expect(server.values.subject).toBe("Two");
});

test("typing after somebody else's change was shown starts from that change", async () => {
  draft.change({ subject: "One" }, live());
  await draft.flush();
  server.set("subject", "Theirs");
  draft.change({ subject: "Theirs, and mine" }, live());
  await draft.flush();
  expect(server.values.subject).toBe("Theirs, and mine");
});

test("text that a tab kept is saved only if the version that its author saw is still the newest", async () => {
  server.set("body", "Theirs");
  draft.restore({ draft: { subject: "Kept", body: "Kept" }, seen: { subject: 1, body: 1 } });
  await draft.flush();
  expect(server.values).toEqual({ subject: "Kept", body: "Theirs" });
  expect(draft.typed.body).toMatchObject({ value: "Kept", state: "conflicting" });
});

test("while the server cannot be reached, each keystroke is shown and kept", async () => {
  server.isDown = true;
  draft.change({ subject: "M" }, live());
  await draft.flush();
  expect(draft.saveState.kind).toBe("retrying");
  const told = jest.fn();
  draft.subscribe(told);
  draft.change({ subject: "Mi" }, live());
  expect(told).toHaveBeenCalled();
  expect(draft.typed.subject?.value).toBe("Mi");
  expect(keep).toHaveBeenLastCalledWith({ draft: { subject: "Mi" }, seen: { subject: 1 } });
});

test("discarded text is not saved later", async () => {
  server.isDown = true;
  draft.change({ subject: "Mine" }, live());
  await draft.flush();
  draft.discard();
  server.isDown = false;
  jest.runAllTimers();
  await draft.flush();
  expect(server.saves).toEqual([]);
  expect(keep).toHaveBeenLastCalledWith(null);
});
