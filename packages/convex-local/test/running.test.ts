import { afterEach, describe, expect, test } from "@jest/globals";
import { nextRun, scheduleOf } from "../src/crons";
import type { CronSchedule, CronSpec } from "../src/types";
import {
  ADMIN_KEY,
  adminClient,
  api,
  httpClient,
  pushOf,
  serve,
  source,
  until,
  untilAsync,
} from "./deployment-support";

const HOUR = 3_600_000;

const JOBS = source(
  "jobs.js",
  `export const add = mutation({ handler: (ctx, { body }) => ctx.db.insert("notes", { body }) });
   export const list = query({ handler: async (ctx) => (await ctx.db.query("notes").collect()).map((n) => n.body) });
   export const hang = mutation({ handler: async (ctx, { body }) => {
     await ctx.db.insert("notes", { body });
     await new Promise(() => {});
   } });
   export const zombie = mutation({ handler: async (ctx) => {
     await ctx.runMutation(api.jobs.sleeper, {});
   } });
   export const sleeper = mutation({ handler: async (ctx) => {
     await ctx.db.insert("notes", { body: "before" });
     await globalThis.wake;
     await ctx.db.insert("notes", { body: "from the dead" }).catch((error) => { globalThis.late = error.message; throw error; });
   } });
   export const prepare = action({ handler: () => { globalThis.wake = new Promise((resolve) => (globalThis.ring = resolve)); } });
   export const ring = action({ handler: async () => { globalThis.ring(); await new Promise((r) => setTimeout(r, 20)); return globalThis.late; } });
   export const later = mutation({ handler: async (ctx, { ms, body, fail }) => {
     const id = await ctx.scheduler.runAfter(ms, api.jobs.add, { body });
     if (fail) throw new Error("rolled back");
     return id; } });
   export const cancel = mutation({ handler: (ctx, { id }) => ctx.scheduler.cancel(id) });
   export const fromAction = action({ handler: (ctx, { body }) => ctx.scheduler.runAfter(0, api.jobs.add, { body }) });
   export const failing = internalMutation({ handler: async (ctx) => { await ctx.db.insert("notes", { body: "no" }); throw new Error("job failed"); } });
   export const scheduleFailing = mutation({ handler: (ctx) => ctx.scheduler.runAfter(0, api.jobs.failing, {}) });
   export const identity = mutation({ handler: async (ctx) => { await ctx.db.insert("notes", { body: String(await ctx.auth.getUserIdentity()) }); } });
   export const job = query({ handler: (ctx, { id }) => ctx.db.system.get(id) });
   export const wait = internalAction({ handler: async (ctx, { body }) => {
     globalThis.waiting = (globalThis.waiting ?? 0) + 1;
     await new Promise((resolve) => (globalThis.letGo ??= []).push(resolve));
     await ctx.runMutation(api.jobs.add, { body }); } });
   export const waiting = action({ handler: () => globalThis.waiting ?? 0 });
   export const letGo = action({ handler: (ctx, { count }) => globalThis.letGo.splice(0, count).forEach((go) => go()) });
   export const scheduleWaiting = mutation({ handler: async (ctx, { count }) => {
     for (let i = 0; i < count; i++) await ctx.scheduler.runAfter(0, api.jobs.wait, { body: String(i) }); } });
   export const at = mutation({ handler: (ctx, { time, body }) => ctx.scheduler.runAt(time, api.jobs.add, { body }) });
   export const readMany = query({ handler: async (ctx) => { for (let i = 0; i < 5000; i++) await ctx.db.query("notes").first(); } });`,
);

let server: Awaited<ReturnType<typeof serve>> | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const list = () => httpClient(server!.url).query(api.jobs!.list!, {}) as Promise<string[]>;

describe("the watchdog", () => {
  /** Only the functions that hang take this long, also on a busy machine. */
  const limits = { transaction: 1_000, action: 5_000 };

  test("ends a mutation that never resolves, rolls it back, and runs the next ones", async () => {
    server = await serve([JOBS], { limits });
    const client = () => httpClient(server!.url);
    const hung = client().mutation(api.jobs!.hang!, { body: "half" });
    const behind = client().mutation(api.jobs!.add!, { body: "behind" });
    await expect(hung).rejects.toThrow("Function execution timed out (maximum duration: 1s)");
    await behind;
    expect(await list()).toEqual(["behind"]);
  });

  test("keeps a function that it ended from writing to another transaction or ending it", async () => {
    server = await serve([JOBS], { limits });
    const client = httpClient(server.url);
    await client.action(api.jobs!.prepare!, {});
    await expect(client.mutation(api.jobs!.zombie!, {})).rejects.toThrow("timed out");
    expect(await client.action(api.jobs!.ring!, {})).toContain("is over");
    await client.mutation(api.jobs!.add!, { body: "clean" });
    expect(await list()).toEqual(["clean"]);
  });

  test("enforces transaction limits", async () => {
    server = await serve([JOBS]);
    await expect(httpClient(server.url).query(api.jobs!.readMany!, {})).rejects.toThrow(
      "Too many index ranges",
    );
  });
});

describe("scheduled functions", () => {
  const status = async (id: unknown) =>
    ((await httpClient(server!.url).query(api.jobs!.job!, { id })) as { state: { kind: string } }).state.kind;

  const advance = (advanceMs: number) =>
    fetch(`${server!.url}/_latchkey/clock`, {
      method: "POST",
      headers: { authorization: `Convex ${ADMIN_KEY}` },
      body: JSON.stringify({ advanceMs }),
    });

  test("run after their transaction commits, but not if it was rolled back or they were canceled", async () => {
    server = await serve([JOBS]);
    const client = httpClient(server.url);
    const id = await client.mutation(api.jobs!.later!, { ms: 0, body: "ran" });
    await expect(client.mutation(api.jobs!.later!, { ms: 0, body: "never", fail: true })).rejects.toThrow(
      "rolled back",
    );
    const canceled = await client.mutation(api.jobs!.later!, { ms: HOUR, body: "canceled" });
    await client.mutation(api.jobs!.cancel!, { id: canceled });
    await client.mutation(api.jobs!.later!, { ms: HOUR, body: "ran after it" });
    await client.action(api.jobs!.fromAction!, { body: "from an action" });
    await advance(2 * HOUR);
    await untilAsync(async () => (await list()).includes("ran after it"));
    await untilAsync(async () => (await list()).includes("from an action"));
    expect((await list()).sort()).toEqual(["from an action", "ran", "ran after it"]);
    expect([await status(id), await status(canceled)]).toEqual(["success", "canceled"]);
    await client.mutation(api.jobs!.cancel!, { id });
    expect(await status(id)).toBe("success");
  });

  test("are marked as failed if they throw, and the error is logged", async () => {
    server = await serve([JOBS]);
    const id = await httpClient(server.url).mutation(api.jobs!.scheduleFailing!, {});
    await untilAsync(async () => (await status(id)) === "failed");
    expect(await list()).toEqual([]);
    const { entries } = await server.deployment.logs.after(0, 0);
    expect(entries.find(({ identifier }) => identifier === "jobs:failing")?.error).toContain("job failed");
  });

  // Convex's rule: SCHEDULED_JOB_EXECUTION_PARALLELISM in crates/common/src/knobs.rs, and run_once in
  // crates/application/src/scheduled_jobs/mod.rs. A job leaves running_job_ids only when it ends.
  test("run eight at a time, and an action keeps its slot until it ends", async () => {
    server = await serve([JOBS]);
    const client = httpClient(server.url);
    await client.mutation(api.jobs!.scheduleWaiting!, { count: 9 });
    const behind = await client.mutation(api.jobs!.later!, { ms: 0, body: "behind" });
    await until(() => server!.deployment.counts.action === 8);
    await expect(client.action(api.jobs!.waiting!, {})).resolves.toBe(8);
    expect([await status(behind), await list()]).toEqual(["pending", []]);
    await client.action(api.jobs!.letGo!, { count: 2 });
    await untilAsync(async () => (await status(behind)) === "success");
    await untilAsync(async () => (await client.action(api.jobs!.waiting!, {})) === 9);
    await client.action(api.jobs!.letGo!, { count: 7 });
    await untilAsync(async () => (await list()).length === 10);
  });

  test("start in the order of their times, not of their scheduling", async () => {
    server = await serve([JOBS], { jobSlots: 1 });
    const client = httpClient(server.url);
    await client.mutation(api.jobs!.scheduleWaiting!, { count: 1 });
    await until(() => server!.deployment.counts.action === 1);
    const now = Date.now();
    for (const [time, body] of [
      [now - 1000, "second"],
      [now - 500, "third"],
      [now - 2000, "first"],
    ] as const)
      await client.mutation(api.jobs!.at!, { time, body });
    await client.action(api.jobs!.letGo!, { count: 1 });
    await untilAsync(async () => (await list()).length === 4);
    expect(await list()).toEqual(["0", "first", "second", "third"]);
  });

  test("do not run at once if they are due in more than 24 days", async () => {
    server = await serve([JOBS]);
    const id = await httpClient(server.url).mutation(api.jobs!.later!, { ms: 40 * 86_400_000, body: "far" });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect([await status(id), await list()]).toEqual(["pending", []]);
  });
});

describe("cron jobs", () => {
  const monday = Date.UTC(2026, 10, 23, 12, 30);
  test.each<[string, CronSchedule, string]>([
    ["seconds", { type: "interval", seconds: 90 }, "2026-11-23T12:31:30.000Z"],
    ["minutes", { type: "interval", minutes: 5 }, "2026-11-23T12:35:00.000Z"],
    ["hours", { type: "interval", hours: 2 }, "2026-11-23T14:30:00.000Z"],
    ["hourly", { type: "hourly", minuteUTC: 15 }, "2026-11-23T13:15:00.000Z"],
    ["daily", { type: "daily", hourUTC: 3, minuteUTC: 0 }, "2026-11-24T03:00:00.000Z"],
    ["weekly", { type: "weekly", dayOfWeek: "sunday", hourUTC: 4, minuteUTC: 5 }, "2026-11-29T04:05:00.000Z"],
    ["monthly", { type: "monthly", day: 1, hourUTC: 0, minuteUTC: 1 }, "2026-12-01T00:01:00.000Z"],
    ["cron", { type: "cron", cron: "*/10 * * * *" }, "2026-11-23T12:40:00.000Z"],
  ])("%s: run at these times in UTC", (_, schedule, next) => {
    expect(new Date(nextRun(schedule, monday)!).toISOString()).toBe(next);
    expect(scheduleOf(schedule)).toBeDefined();
  });

  test("run the functions that the push lists, without an identity, until a push no longer lists them", async () => {
    const spec: CronSpec["spec"] = {
      name: "jobs:identity",
      args: [{}],
      schedule: { type: "interval", seconds: 0.05 },
    };
    const plain = await pushOf([JOBS]);
    const app = plain.analysis[""]!;
    const crons = {
      functions: [],
      httpRoutes: null,
      cronSpecs: [{ identifier: "tick", spec }],
      sourceMapped: null,
    };
    server = await serve({
      ...plain,
      analysis: { "": { ...app, functions: { ...app.functions, "crons.js": crons } } },
    });
    await until(() => server!.deployment.counts.mutation >= 3);
    expect(new Set(await list())).toEqual(new Set(["null"]));
    await server.deployment.activate(plain);
    await new Promise((resolve) => setTimeout(resolve, 60));
    const { mutation } = server.deployment.counts;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(server.deployment.counts.mutation).toBe(mutation);
  });
});

describe("a new push", () => {
  test("is refused if a document does not match the schema, and the error shows the document", async () => {
    server = await serve([JOBS]);
    await httpClient(server.url).mutation(api.jobs!.add!, { body: "text" });
    const push = await pushOf([JOBS]);
    const body = { fieldType: { type: "number" }, optional: false };
    const table = { tableName: "notes", indexes: [], documentType: { type: "object", value: { body } } };
    const analysis = { ...push.analysis[""]!, schema: { tables: [table], schemaValidation: true } };
    const violation = await server.deployment.findSchemaViolation({ ...push, analysis: { "": analysis } });
    expect(violation).toMatchObject({ componentPath: "", tableName: "notes" });
    expect(violation!.error).toContain("Expected `number`, got `text`");
    expect(await server.deployment.findSchemaViolation(push)).toBeNull();
  });
});

// Convex's rule: get_or_create_fresh_context in crates/isolate/src/environment/{udf,action}/mod.rs. Nested calls run in
// `run_nested`.
describe("a context for each call", () => {
  const CODE = source(
    "kept.js",
    `let calls = 0;
     globalThis.evaluated = (globalThis.evaluated ?? 0) + 1;
     const seen = () => [++calls, globalThis.evaluated];
     export const once = query({ handler: seen });
     export const twice = mutation({ handler: async (ctx) => [seen(), await ctx.runQuery(api.kept.once, {}), seen()] });
     export const late = action({ handler: async () => (await import("./other.js")).default() });`,
  );
  const OTHER = source("other.js", `let calls = 0; export default () => [++calls, globalThis.evaluated];`);

  test("keeps no state of the previous call, and nested calls have their own", async () => {
    server = await serve([CODE, OTHER], { freshContexts: true });
    const client = httpClient(server.url);
    for (let call = 0; call < 3; call++) {
      expect(await client.query(api.kept!.once!, {})).toEqual([1, 1]);
      expect(await client.mutation(api.kept!.twice!, {})).toEqual([
        [1, 1],
        [1, 1],
        [2, 1],
      ]);
      expect(await client.action(api.kept!.late!, {})).toEqual([1, 1]);
    }
  });

  test("is off by default", async () => {
    server = await serve([CODE, OTHER]);
    const client = httpClient(server.url);
    expect(await client.query(api.kept!.once!, {})).toEqual([1, 1]);
    expect(await client.mutation(api.kept!.twice!, {})).toEqual([
      [2, 1],
      [3, 1],
      [4, 1],
    ]);
  });
});

describe("inspecting a deployment", () => {
  test("dump, counts, stats and reset need the admin key", async () => {
    server = await serve([JOBS]);
    await adminClient(server.url).mutation(api.jobs!.add!, { body: "seen" });
    const headers = { authorization: `Convex ${server.deployment.adminKey}` };
    const look = async (path: string, method = "GET") =>
      (await fetch(`${server!.url}/_latchkey/${path}`, { method, headers })).json();
    expect(await look("dump")).toMatchObject({ "": { notes: [{ body: "seen" }] } });
    expect(await look("counts")).toEqual({ "": { notes: 1 } });
    expect(await look("stats")).toEqual({ queries: 0, mutations: 1, actions: 0, httpActions: 0, commits: 1 });
    await look("reset", "POST");
    expect(await look("counts")).toEqual({ "": {} });
    expect((await fetch(`${server.url}/_latchkey/dump`)).status).toBe(401);
  });

  test("the calls tell how many documents each request has read", async () => {
    server = await serve([NOTES]);
    const client = httpClient(server.url);
    for (const body of ["one", "two", "three"]) await client.mutation(api.notes!.add!, { body });
    await client.query(api.notes!.some!, { most: 2 });
    await client.query(api.notes!.some!, { most: 9 });
    const headers = { authorization: `Convex ${server.deployment.adminKey}` };
    const calls = (await (await fetch(`${server.url}/_latchkey/calls`, { headers })).json()) as object[];
    expect(calls.slice(-2)).toEqual([
      expect.objectContaining({ identifier: "notes:some", documentsRead: 2 }),
      expect.objectContaining({ identifier: "notes:some", documentsRead: 3 }),
    ]);
  });
});

const NOTES = source(
  "notes.js",
  `export const add = mutation({ handler: (ctx, { body }) => ctx.db.insert("notes", { body }) });
   export const some = query({ handler: (ctx, { most }) => ctx.db.query("notes").take(most) });`,
);
