import { afterEach, describe, expect, test } from "@jest/globals";
import { CommitHistory } from "../src/commit-history";
import { CALLED, CRON, SCHEDULED, waitMs } from "../src/conflicts";
import { api, httpClient, liveClient, pushOf, serve, source, until, untilAsync } from "./deployment-support";
import { component, app as appDefinition } from "./push-request";

/** Long enough for simultaneous calls to overlap, even on a busy machine. */
const TOGETHER = { mutationMs: 250 };

const COUNTERS = source(
  "counters.js",
  `export const create = mutation({ handler: async (ctx, { count = 1 }) => {
     const ids = []; for (let at = 0; at < count; at++) ids.push(await ctx.db.insert("counters", { value: 0 })); return ids; } });
   export const increment = mutation({ handler: async (ctx, { id }) => {
     const { value } = await ctx.db.get(id);
     await ctx.db.patch(id, { value: value + 1 });
     return value + 1; } });
   export const value = query({ handler: async (ctx, { id }) => (await ctx.db.get(id)).value });
   export const look = mutation({ handler: async (ctx, { id }) => (await ctx.db.get(id)).value });
   export const append = mutation({ handler: async (ctx, { value }) => { await ctx.db.insert("counters", { value }); } });
   export const appendSeen = mutation({ handler: async (ctx) => {
     const seen = (await ctx.db.query("counters").collect()).length;
     await ctx.db.insert("counters", { value: seen }); } });
   export const incrementNested = mutation({ handler: (ctx, { id }) => ctx.runMutation(api.counters.increment, { id }) });
   export const logs = mutation({ handler: async (ctx, { id }) => { console.log("ran"); await ctx.runMutation(api.counters.increment, { id }); } });
   export const fromAction = action({ handler: async (ctx, { id }) => {
     try { return await ctx.runMutation(api.counters.increment, { id }); } catch (error) { return error.message; } } });
   export const schedule = mutation({ handler: async (ctx, { id, count }) => {
     for (let at = 0; at < count; at++) await ctx.scheduler.runAfter(0, api.counters.increment, { id }); } });
   export const inChild = mutation({ handler: (ctx, { id }) =>
     ctx.runMutation({ [Symbol.for("toReferencePath")]: "_reference/childComponent/child/counters/increment" }, { id }) });
   export const createInChild = mutation({ handler: (ctx) =>
     ctx.runMutation({ [Symbol.for("toReferencePath")]: "_reference/childComponent/child/counters/create" }, {}) });`,
);

let server: Awaited<ReturnType<typeof serve>> | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const calls = (count: number, call: (at: number) => Promise<unknown>) =>
  Promise.allSettled(Array.from({ length: count }, (_, at) => call(at)));
const mutate = (name: string, args: Record<string, unknown>) =>
  httpClient(server!.url).mutation(api.counters![name]!, args);
const valueOf = (id: unknown) => httpClient(server!.url).query(api.counters!.value!, { id });
const created = async (count = 1) => (await mutate("create", { count })) as string[];
const conflicts = () => server!.deployment.backend.conflicts;

describe("mutations that are called together", () => {
  test("and write one row are run again until they succeed or are refused", async () => {
    server = await serve([COUNTERS], TOGETHER);
    const [id] = await created();
    const results = await calls(8, () => mutate("increment", { id }));
    const done = results.filter(({ status }) => status === "fulfilled").length;
    expect(await valueOf(id)).toBe(done);
    // The first call commits. The seven others began before that, so each conflicts at least once.
    expect(conflicts().conflicts).toBeGreaterThanOrEqual(7);
    expect(conflicts().refused).toBe(8 - done);
    expect(conflicts().byTable).toEqual({ counters: conflicts().conflicts });
  });

  test("and write different rows do not conflict", async () => {
    server = await serve([COUNTERS], TOGETHER);
    const ids = await created(8);
    const results = await calls(8, (at) => mutate("increment", { id: ids[at] }));
    expect(results.every(({ status }) => status === "fulfilled")).toBe(true);
    expect(conflicts().conflicts).toBe(0);
  });

  test("and only insert do not conflict, unless one has read the range of the insert", async () => {
    server = await serve([COUNTERS], TOGETHER);
    await calls(5, (value) => mutate("append", { value }));
    expect(conflicts().conflicts).toBe(0);
    await calls(3, () => mutate("appendSeen", {}));
    expect(conflicts().conflicts).toBeGreaterThanOrEqual(2);
  });

  // Convex's rule: `is_readonly` in crates/database/src/committer.rs.
  test("and write nothing are never refused", async () => {
    server = await serve([COUNTERS], TOGETHER);
    const [id] = await created();
    await Promise.all([
      mutate("increment", { id }),
      ...Array.from({ length: 5 }, () => mutate("look", { id })),
    ]);
    expect(conflicts().conflicts).toBe(0);
  });

  test("and call nested functions and components conflict in the same way", async () => {
    const child = component("child", {}, { functions: childFunctions() });
    const children = [{ name: "child", path: "child", args: [] }];
    const push = await pushOf([COUNTERS], {
      app: appDefinition({ childComponents: children }),
      components: [child],
    });
    server = await serve(push, TOGETHER);
    const [id] = await created();
    await calls(3, () => mutate("incrementNested", { id }));
    expect(conflicts().byTable.counters).toBeGreaterThanOrEqual(2);
    const [inside] = (await mutate("createInChild", {})) as string[];
    await calls(3, () => mutate("inChild", { id: inside }));
    expect(conflicts().byTable["child/counters"]).toBeGreaterThanOrEqual(2);
  });

  test("with conflicts turned off, run one after the other, each once", async () => {
    server = await serve([COUNTERS], { ...TOGETHER, conflicts: false });
    const [id] = await created();
    await Promise.all(Array.from({ length: 8 }, () => mutate("increment", { id })));
    expect([await valueOf(id), conflicts().conflicts]).toEqual([8, 0]);
  });

  test("report the log lines of the last run only", async () => {
    server = await serve([COUNTERS], TOGETHER);
    const [id] = await created();
    const call = () =>
      fetch(`${server!.url}/api/mutation`, {
        method: "POST",
        body: JSON.stringify({ path: "counters:logs", args: [{ id }] }),
      }).then((response) => response.json() as Promise<{ logLines?: string[] }>);
    const answers = await Promise.all([call(), call(), call()]);
    expect(conflicts().conflicts).toBeGreaterThanOrEqual(2);
    for (const { logLines } of answers) expect(logLines).toEqual(["[LOG] 'ran'"]);
  });
});

describe("a mutation that conflicts on every try", () => {
  /**
   * The id of a row for which each try conflicts, because another call always seems to have changed the row meanwhile.
   */
  async function hopeless(): Promise<string> {
    server = await serve([COUNTERS], TOGETHER);
    const [id] = await created();
    const { backend } = server.deployment;
    const since = CommitHistory.prototype.since.bind(historyOf(backend));
    historyOf(backend).since = (snapshot) => [...since(snapshot), changeOf(id!)];
    return id!;
  }

  // Convex's rule: ErrorCode::OCC in http_status_code and user_occ of crates/errors/src/lib.rs;
  // HttpError::into_response in crates/common/src/http/mod.rs; four retries: UDF_EXECUTOR_OCC_MAX_RETRIES.
  test("is answered with 503 after five tries", async () => {
    const id = await hopeless();
    const response = await fetch(`${server!.url}/api/mutation`, {
      method: "POST",
      body: JSON.stringify({ path: "counters:increment", args: [{ id }] }),
    });
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      code: "OptimisticConcurrencyControlFailure",
      message:
        'Documents read from or written to the "counters" table changed while this mutation was being run and on every ' +
        `subsequent retry. A call to "other:one" changed the document with ID "${id}". See https://docs.convex.dev/error#1`,
    });
    expect([conflicts().conflicts, conflicts().refused]).toEqual([5, 1]);
    expect(await valueOf(id)).toBe(0);
  });

  test("makes ConvexHttpClient throw the body", async () => {
    const id = await hopeless();
    await expect(mutate("increment", { id })).rejects.toThrow(
      /^\{"code":"OptimisticConcurrencyControlFailure"/,
    );
  });

  // Convex's rule: async_syscall_actions_runMutation, and resolve_promise_allow_all_errors in isolate/src/environment.
  test("can be caught by an action", async () => {
    const id = await hopeless();
    expect(await httpClient(server!.url).action(api.counters!.fromAction!, { id })).toMatch(
      /^Documents read from or written to the "counters" table/,
    );
  });

  // Convex's rule: close_frame in crates/errors/src/lib.rs, CloseCode::Again. The client connects again and sends the
  // mutation again.
  test("is repeated by a client on the socket until it succeeds", async () => {
    const id = await hopeless();
    const client = liveClient(server!.url);
    const answer = client.mutation(api.counters!.increment!, { id });
    await until(() => conflicts().refused === 1);
    historyOf(server!.deployment.backend).since = () => [];
    expect(await answer).toBe(1);
    await client.close();
  });

  // Convex's rule: handle_mutation in crates/application/src/scheduled_jobs/mod.rs retries without a limit.
  test("is repeated until it succeeds if it was scheduled", async () => {
    const id = await hopeless();
    const scheduled = server!.deployment.call(
      "mutation",
      "counters:increment",
      [{ id }],
      { kind: "admin" },
      { retry: { ...SCHEDULED, firstWaitMs: 1, longestWaitMs: 4 } },
    );
    await until(() => conflicts().conflicts > 10);
    historyOf(server!.deployment.backend).since = () => [];
    expect(await scheduled).toMatchObject({ status: "success", value: 1 });
    expect(conflicts().refused).toBe(0);
  });
});

test("scheduled mutations on one row all succeed", async () => {
  server = await serve([COUNTERS], { mutationMs: 20 });
  const [id] = await created();
  await mutate("schedule", { id, count: 12 });
  await untilAsync(async () => (await valueOf(id)) === 12);
  expect(conflicts().conflicts).toBeGreaterThan(0);
});

test("the maximum wait doubles from 100 ms up to a limit, and the wait is random below it", () => {
  const longest = (policy: typeof CALLED) =>
    [0, 1, 2, 3, 4, 9, 12].map((failures) => waitMs(policy, failures, 1));
  expect(longest(CALLED)).toEqual([100, 200, 400, 800, 1600, 2000, 2000]);
  expect(longest(SCHEDULED)).toEqual([100, 200, 400, 800, 1600, 51_200, 60_000]);
  expect(longest(CRON)).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  expect([waitMs(CALLED, 3, 0), waitMs(CALLED, 3, 0.25)]).toEqual([0, 200]);
});

test("the history keeps only what the oldest open transaction needs", () => {
  const history = new CommitHistory();
  const commit = (source: string) => history.add({ changes: [], source });
  const names = (snapshot: { position: number }) => history.since(snapshot).map(({ source }) => source);
  const first = history.begin();
  commit("a");
  const second = history.begin();
  commit("b");
  expect([names(first), names(second)]).toEqual([["a", "b"], ["b"]]);
  history.end(first);
  expect(names(second)).toEqual(["b"]);
  history.end(second);
  commit("c");
  const third = history.begin();
  commit("d");
  expect(names(third)).toEqual(["d"]);
});

const historyOf = (backend: object) => Reflect.get(backend, "history") as CommitHistory;

function changeOf(id: string) {
  const doc = { _id: id, _creationTime: 1, value: 7 };
  return {
    changes: [{ componentPath: "", table: "counters", id, before: doc, after: doc }],
    source: "other:one",
  };
}

/** A component's module that does not use Convex's library. Its system calls are written by hand. */
function childFunctions() {
  const code = `
    const call = async (op, args) => JSON.parse(await Convex.asyncSyscall(op, JSON.stringify(args)));
    const mutation = (run) => Object.assign(() => {}, { isMutation: true, isPublic: true,
      exportArgs: () => '{"type":"any"}', exportReturns: () => "null",
      invokeMutation: async (args) => JSON.stringify(await run(JSON.parse(args)[0])) });
    export const create = mutation(async () => [(await call("1.0/insert", { table: "counters", value: { value: 0 } }))._id]);
    export const increment = mutation(async ({ id }) => {
      const { value } = await call("1.0/get", { id });
      await call("1.0/shallowMerge", { id, value: { value: value + 1 } });
      return value + 1; });`;
  return [{ path: "counters.js", source: code, environment: "isolate" as const }];
}
