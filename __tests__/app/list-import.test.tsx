import { describe, expect, test } from "@jest/globals";
import {
  ListImport,
  CHUNK,
  type ChunkReport,
  rejectedCount,
  type Transport,
} from "@/app/(app)/admin/_shared/import/list-import";
import { openAudience } from "@/lib/audience/client";
import type { AudienceRow } from "@/lib/audience/rows";
import { createWorker } from "./audience-worker";

/**
 * A server that rejects member@example.com as a member and records the rows that it receives. `before` runs at the
 * start of each call, and may throw or wait.
 */
function createTransport(before: (call: number) => unknown = () => {}) {
  const received: AudienceRow[][] = [];
  const workers: ReturnType<typeof createWorker>[] = [];
  const transport: Transport = {
    open: () => {
      const worker = createWorker();
      workers.push(worker);
      return openAudience(worker);
    },
    upload: async (rows): Promise<ChunkReport> => {
      await before(received.length + 1);
      received.push(rows);
      const members = rows.filter(({ email }) => email === "member@example.com");
      const rejected = members.map(({ line, email }) => ({ line, value: email, reason: "member" as const }));
      return { added: rows.length - members.length, rejected };
    },
    describe: (error) => (error as Error).message,
  };
  return { transport, received, workers };
}

const csv = (rows: number) =>
  ["email,company", ...Array.from({ length: rows }, (_, index) => `p${index}@example.com,Acme`)].join("\n");

function stateOf<Kind extends ListImport["state"]["kind"]>(list: ListImport, kind: Kind) {
  const { state } = list;
  expect(state.kind).toBe(kind);
  return state as Extract<ListImport["state"], { kind: Kind }>;
}

describe("reading a list", () => {
  test("a list is read and checked at once, and its columns are guessed", async () => {
    const { transport } = createTransport();
    const list = new ListImport(transport);
    await list.read("email,company\nann@example.com,Acme\nnonsense,Acme\nann@example.com,Acme\n");
    const state = stateOf(list, "read");
    expect(state.mapping.columns).toEqual([{ as: "email" }, { as: "field", name: "company" }]);
    expect(state.check).toMatchObject({ good: 1, rejected: 2, byReason: { bad_address: 1, duplicate: 1 } });
    expect(await list.rejected(0, 10)).toMatchObject([
      { line: 3, value: "nonsense", reason: "bad_address" },
      { line: 4, value: "ann@example.com", reason: "duplicate" },
    ]);
  });

  test("a list that cannot be read leads to an error, and another list can be chosen", async () => {
    const { transport } = createTransport();
    const list = new ListImport(transport);
    await list.read("");
    expect(stateOf(list, "idle").problem).toBe("The file is empty.");
    await list.read(csv(1));
    expect(stateOf(list, "read").check?.good).toBe(1);
  });

  test("changing the columns checks the list again; without a column of addresses nothing can be added", async () => {
    const { transport, received } = createTransport();
    const list = new ListImport(transport);
    await list.read(csv(2));
    const { mapping } = stateOf(list, "read");
    await list.map({ ...mapping, columns: [{ as: "ignored" }, { as: "name" }] });
    expect(stateOf(list, "read")).toMatchObject({ check: null, problem: expect.stringMatching(/address/) });
    await list.upload();
    expect(received).toEqual([]);
    await list.map({ ...mapping, columns: [{ as: "email" }, { as: "name" }] });
    expect(stateOf(list, "read").check?.good).toBe(2);
  });

  test("a section that uses the addresses only is not asked about other columns", async () => {
    const { transport } = createTransport();
    const columns = [{ as: "email" }, { as: "ignored" }] as const;
    const list = new ListImport({
      ...transport,
      adapt: (guessed) => ({ ...guessed, columns: [...columns] }),
    });
    await list.read("email,unsubscribed\nann@example.com,yes\nbob@example.com,no\n");
    expect(stateOf(list, "read")).toMatchObject({ mapping: { columns }, check: { good: 2, rejected: 0 } });
  });

  test("of two checks only the result of the last one counts", async () => {
    const { transport } = createTransport();
    const list = new ListImport(transport);
    await list.read(csv(3));
    const { mapping } = stateOf(list, "read");
    const overtaken = list.map({ ...mapping, hasHeader: false });
    await list.map({ ...mapping, hasHeader: true });
    await overtaken;
    expect(stateOf(list, "read")).toMatchObject({ mapping: { hasHeader: true }, check: { good: 3 } });
  });
});

describe("uploading a list", () => {
  test("uploads in chunks, reports progress, and ends with the rows that the server rejected", async () => {
    const { transport, received } = createTransport();
    const list = new ListImport(transport);
    await list.read(`${csv(2 * CHUNK + 10)}\nmember@example.com,Us\nnonsense,X`);
    const seen: number[] = [];
    list.subscribe(() => {
      if (list.state.kind === "uploading") seen.push(list.state.done);
    });
    await list.upload();
    expect(received.map((rows) => rows.length)).toEqual([CHUNK, CHUNK, 11]);
    expect([...new Set(seen)]).toEqual([0, CHUNK, 2 * CHUNK, 2 * CHUNK + 11]);
    expect(stateOf(list, "done")).toMatchObject({ added: 2 * CHUNK + 10, rejected: 1 });
    expect(rejectedCount(list.state)).toBe(2);
    const reasons = (await list.rejected(0, 10)).map(({ reason }) => reason);
    expect(reasons).toEqual(["bad_address", "member"]);
    expect(await list.rejected(1, 10)).toHaveLength(1);
  });

  test("stops after the current chunk, and resumes after it", async () => {
    const { transport, received } = createTransport((call) => {
      if (call === 1) list.stop();
    });
    const list = new ListImport(transport);
    await list.read(csv(CHUNK + 20));
    await list.upload();
    expect(stateOf(list, "stopped")).toMatchObject({ done: CHUNK, added: CHUNK, problem: null });
    await list.upload();
    expect(stateOf(list, "done")).toMatchObject({ added: CHUNK + 20 });
    expect(received.flat().map(({ email }) => email)).toHaveLength(CHUNK + 20);
    expect(new Set(received.flat().map(({ email }) => email)).size).toBe(CHUNK + 20);
  });

  test("stops at an error and shows it; resuming sends the failed chunk again", async () => {
    let isDown = true;
    const { transport, received } = createTransport((call) => {
      if (call === 2 && isDown) throw new Error("The server is away.");
    });
    const list = new ListImport(transport);
    await list.read(csv(CHUNK + 5));
    await list.upload();
    expect(stateOf(list, "stopped")).toMatchObject({ done: CHUNK, problem: "The server is away." });
    isDown = false;
    await list.upload();
    expect(stateOf(list, "done").added).toBe(CHUNK + 5);
    expect(received.map((rows) => rows.length)).toEqual([CHUNK, 5]);
  });

  test("the server is notified when an upload begins, resumes and ends, but not when it fails", async () => {
    const told: unknown[] = [];
    const { transport } = createTransport((call) => {
      told.push("rows");
      if (call === 1) list.stop();
      if (call === 2 && told.filter((one) => one === "broke").length === 0) {
        told.push("broke");
        throw new Error("The server is away.");
      }
    });
    const announced = {
      begin: async (rows: object) => told.push(rows),
      end: async () => told.push("end"),
    };
    const list = new ListImport({ ...transport, ...announced });
    await list.read(csv(CHUNK + 5));
    const total = CHUNK + 5;
    await list.upload();
    expect(told.splice(0)).toEqual([{ done: 0, total }, "rows", "end"]);
    await list.upload();
    expect(told).toEqual([{ done: CHUNK, total }, "rows", "broke"]);
    await list.upload();
    expect(told.slice(3)).toEqual([{ done: CHUNK, total }, "rows", "end"]);
    expect(list.state.kind).toBe("done");
  });

  test("choosing another list ends an upload that failed", async () => {
    const ended: string[] = [];
    const { transport } = createTransport(() => {
      throw new Error("The server is away.");
    });
    const list = new ListImport({ ...transport, end: async () => ended.push("end") });
    await list.read(csv(5));
    await list.upload();
    expect(ended).toEqual([]);
    list.reset();
    expect(ended).toEqual(["end"]);
  });

  test("leaving during an upload ends the worker and sends no more rows", async () => {
    const { transport, received, workers } = createTransport((call) => {
      if (call === 1) list.reset();
    });
    const list = new ListImport(transport);
    await list.read(csv(3 * CHUNK));
    await list.upload();
    expect(received).toHaveLength(1);
    expect(list.state).toEqual({ kind: "idle", problem: null });
    expect(workers[0]?.isTerminated).toBe(true);
  });
});
