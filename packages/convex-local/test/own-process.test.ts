import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { api, httpClient, untilAsync } from "./deployment-support";
import { type Process, startProcess } from "./process";

const CODE = `
  const spin = () => { for (;;); };
  export const add = mutation({ handler: (ctx, { body }) => ctx.db.insert("notes", { body }) });
  export const list = query({ handler: async (ctx) => (await ctx.db.query("notes").collect()).map((n) => n.body) });
  const loops = {
    atOnce: () => spin(),
    behindAWrite: async (ctx) => { await ctx.db.insert("notes", { body: "never" }); spin(); },
    behindMicrotasks: async () => { for (;;) await null; },
    caught: () => { try { spin(); } catch { return "caught"; } finally { spin(); } },
    nested: (ctx) => ctx.runMutation(api.code.atOnceMutation, {}),
  };
  export const atOnceMutation = mutation({ handler: loops.atOnce });
  export const behindAWriteMutation = mutation({ handler: loops.behindAWrite });
  export const behindMicrotasksMutation = mutation({ handler: loops.behindMicrotasks });
  export const caughtMutation = mutation({ handler: loops.caught });
  export const nestedMutation = mutation({ handler: loops.nested });
  export const atOnceQuery = query({ handler: loops.atOnce });
  export const atOnceAction = action({ handler: loops.atOnce });
  export const behindATimerAction = action({ handler: async () => { await new Promise((r) => setTimeout(r, 30)); spin(); } });
  export const busyQuery = query({ handler: () => { let sum = 0; for (let n = 0; n < 2e7; n++) sum += n; return sum; } });

  const rejects = () => { void Promise.reject(new Error("nobody looks")); };
  export const rejectsMutation = mutation({ handler: async (ctx) => { await ctx.db.insert("notes", { body: "never" }); rejects(); } });
  export const rejectsNestedMutation = mutation({ handler: (ctx) => ctx.runMutation(api.code.rejectsMutation, {}) });
  export const rejectsQuery = query({ handler: rejects });
  export const rejectsAction = action({ handler: async () => { rejects(); await new Promise((r) => setTimeout(r, 1e6)); } });
  export const forgetsMutation = mutation({ handler: (ctx) => { void ctx.runQuery(api.code.throwsQuery, {}); } });
  export const throwsQuery = query({ handler: () => { throw new Error("nobody waits"); } });
  export const handlesMutation = mutation({ handler: async () => {
    const late = Promise.reject(new Error("handled")); await null; return late.catch((error) => error.message); } });
`;

const SERVER = fileURLToPath(new URL("child-server.ts", import.meta.url));

let child: Process;
let url = "";
beforeAll(async () => {
  child = startProcess(["--experimental-vm-modules", "--import", "tsx", SERVER, CODE]);
  await untilAsync(() => {
    url = /serving at (\S+)/.exec(child.printed())?.[1] ?? "";
    return Promise.resolve(url !== "");
  }, 60_000);
});
afterAll(() => child.kill());

function call(name: string): Promise<unknown> {
  const client = httpClient(url);
  const fn = api.code![name]!;
  if (name.endsWith("Query")) return client.query(fn, {});
  return name.endsWith("Action") ? client.action(fn, {}) : client.mutation(fn, {});
}

async function expectToServe(): Promise<void> {
  const body = `after ${Math.random()}`;
  await httpClient(url).mutation(api.code!.add!, { body });
  const list = (await httpClient(url).query(api.code!.list!, {})) as string[];
  expect(list).toContain(body);
  expect(list).not.toContain("never");
}

describe("a function that never yields", () => {
  // Convex's rule: UserTimeoutError in crates/isolate/src/termination.rs.
  test.each([
    ...[
      "atOnceMutation",
      "behindAWriteMutation",
      "behindMicrotasksMutation",
      "caughtMutation",
      "nestedMutation",
    ],
    ...["atOnceQuery", "atOnceAction", "behindATimerAction"],
  ])("%s is ended, and the deployment keeps running", async (name) => {
    await expect(call(name)).rejects.toThrow(/Function execution timed out \(maximum duration: [12]s\)/);
    await expectToServe();
  });

  test("a slow function is not ended", async () => {
    expect(await call("busyQuery")).toBe(199999990000000);
  });
});

// Convex's rule: pending_unhandled_promise_rejections in crates/isolate/src/environment/{udf,action}/mod.rs.
describe("an unhandled promise rejection", () => {
  test.each([
    ["rejectsMutation", "nobody looks"],
    ["rejectsNestedMutation", "nobody looks"],
    ["rejectsQuery", "nobody looks"],
    ["rejectsAction", "nobody looks"],
    ["forgetsMutation", "nobody waits"],
  ])("fails %s", async (name, words) => {
    await expect(call(name)).rejects.toThrow(words);
    await expectToServe();
  });

  test("does not fail the call if it is handled in time", async () => {
    expect(await call("handlesMutation")).toBe("handled");
  });
});
