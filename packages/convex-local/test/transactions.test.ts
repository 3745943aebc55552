/** Whatever one function does wrong, the deployment keeps serving all others. */
import { afterEach, describe, expect, test } from "@jest/globals";
import { api, httpClient, serve, source, until } from "./deployment-support";

const WRONGS = source(
  "wrongs.js",
  `export const add = mutation({ handler: (ctx, { body }) => ctx.db.insert("notes", { body }) });
   export const list = query({ handler: async (ctx) => (await ctx.db.query("notes").collect()).map((n) => n.body) });
   export const later = mutation({ handler: (ctx) => ctx.scheduler.runAfter(1e9, api.wrongs.add, { body: "later" }) });
   const all = {
     throws: () => { throw new Error("on purpose"); },
     throwsNothing: () => { throw undefined; },
     writesThenThrows: async (ctx) => { await ctx.db.insert("notes", { body: "lost" }); throw new ConvexError("lost"); },
     patchesJob: (ctx, { job }) => ctx.db.patch(job, { name: 5, state: undefined }),
     replacesJob: (ctx, { job }) => ctx.db.replace(job, { nothing: true }),
     deletesJob: (ctx, { job }) => ctx.db.delete(job),
     insertsJob: (ctx) => ctx.db.insert("_scheduled_functions", {}),
     patchesNobody: (ctx) => ctx.db.patch("10000000000000000000000000000notes", {}),
     patchesNonsense: (ctx) => ctx.db.patch("nonsense", {}),
     insertsNonsense: (ctx) => ctx.db.insert("notes", 5),
     returnsFunction: () => () => 1,
     returnsCycle: () => { const cycle = {}; cycle.cycle = cycle; return cycle; },
     callsNobody: (ctx) => ctx.runMutation(api.wrongs.nobody, {}),
     nestedThrows: async (ctx) => { try { await ctx.runMutation(api.wrongs.throws, {}); } catch { return ctx.db.query("notes").first(); } },
     forgetsNested: (ctx) => { void ctx.runMutation(api.wrongs.add, { body: "forgotten" }).catch(() => {}); },
     forgetsNestedAndThrows: (ctx) => { void ctx.runMutation(api.wrongs.add, { body: "forgotten" }).catch(() => {}); throw new Error("forgot"); },
     nestsTwoAtOnce: (ctx) => Promise.all([ctx.runMutation(api.wrongs.throws, {}), ctx.runMutation(api.wrongs.add, { body: "beside" })]),
     schedulesNobody: (ctx) => ctx.scheduler.runAfter(0, api.wrongs.nobody, {}),
     schedulesNonsense: (ctx) => ctx.scheduler.runAfter(0, api.wrongs.add, { body: new Date() }),
     cancelsNonsense: (ctx) => ctx.scheduler.cancel("nonsense"),
     pagesNonsense: (ctx) => ctx.db.query("notes").paginate({ cursor: "nonsense", numItems: 1 }),
     usesNoIndex: (ctx) => ctx.db.query("notes").withIndex("by_nothing").collect(),
     hangs: () => new Promise(() => {}),
     nestedHangs: (ctx) => ctx.runMutation(api.wrongs.hangs, {}),
   };
   EXPORTS`,
);

const NAMES = [...WRONGS.source.matchAll(/^ {5}(\w+): /gm)].map(([, name]) => name!);
WRONGS.source = WRONGS.source.replace(
  "EXPORTS",
  NAMES.map((name) => `export const ${name} = mutation({ handler: all.${name} });`).join("\n"),
);

let server: Awaited<ReturnType<typeof serve>> | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** A random number generator (mulberry32): the same seed gives the same numbers. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const call = (name: string, args: Record<string, unknown> = {}) =>
  httpClient(server!.url).mutation(api.wrongs![name]!, args);

describe("after a function that misbehaved", () => {
  /** The functions that hang take this long. All others are much faster, also on a busy machine. */
  const limits = { transaction: 1_000, action: 1_000 };

  test.each(NAMES)("%s: the next mutation commits", async (name) => {
    server = await serve([WRONGS], { limits });
    const job = await call("later");
    await call(name, { job }).catch(() => undefined);
    await call("add", { body: "after" });
    expect(await httpClient(server.url).query(api.wrongs!.list!, {})).toContain("after");
  });

  test.each([1, 2, 3])("all of them in any order and at the same time, seed %i", async (seed) => {
    server = await serve([WRONGS], { limits, mutationMs: 2 });
    const job = await call("later");
    const next = random(seed);
    for (let round = 0; round < 40; round++) {
      const together = Array.from({ length: 1 + Math.floor(next() * 4) }, () => {
        const name = NAMES[Math.floor(next() * NAMES.length)]!;
        return call(name, { job }).catch(() => undefined);
      });
      await Promise.all([...together, call("add", { body: `round ${round}` })]);
    }
    const list = (await httpClient(server.url).query(api.wrongs!.list!, {})) as string[];
    expect(list.filter((body) => body.startsWith("round"))).toHaveLength(40);
    expect(list).not.toContain("lost");
  });

  test("a listener that fails does not undo the commit, nor block the next one", async () => {
    server = await serve([WRONGS]);
    const failures: unknown[] = [];
    const backend = server.deployment.backend;
    backend.onListenerError = (error) => failures.push(error);
    let fail = true;
    backend.onCommit(() => {
      if (fail) throw new Error("a listener's own");
    });
    await call("add", { body: "first" });
    fail = false;
    await call("add", { body: "second" });
    expect(await httpClient(server.url).query(api.wrongs!.list!, {})).toEqual(["first", "second"]);
    await until(() => failures.length === 1);
  });
});
