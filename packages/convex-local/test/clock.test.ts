import { existsSync, mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import {
  ADMIN_KEY,
  api,
  httpClient,
  issuer,
  pushOf,
  serve,
  source,
  until,
  untilAsync,
} from "./deployment-support";
import { startProcess } from "./process";

const HOUR = 3_600_000;
const FOLLOWER = new URL("../src/follow-clock.mjs", import.meta.url).href;
const CODE = source(
  "clock.js",
  `export const now = query({ handler: () => [Date.now(), new Date().getTime()] });
   export const add = mutation({ handler: (ctx, { body }) => ctx.db.insert("notes", { body }) });
   export const list = query({ handler: async (ctx) => (await ctx.db.query("notes").collect()).map((n) => n.body) });
   export const later = mutation({ handler: (ctx, { ms, body }) => ctx.scheduler.runAfter(ms, api.clock.add, { body }) });
   export const who = query({ handler: (ctx) => ctx.auth.getUserIdentity() });
   export const limited = mutation({ handler: async (ctx) => {
     const last = await ctx.db.query("limits").first();
     if (last && Date.now() < last.at + 60_000) return "wait";
     await ctx.db.insert("limits", { at: Date.now() });
     return "go"; } });`,
);

let server: Awaited<ReturnType<typeof serve>> | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function move(
  body: object,
  key = ADMIN_KEY,
): Promise<{ status: number; answer: { now: number; offsetMs: number } }> {
  const response = await fetch(`${server!.url}/_latchkey/clock`, {
    method: "POST",
    headers: { authorization: `Convex ${key}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as never };
}
const query = (name: string) => httpClient(server!.url).query(api.clock![name]!, {});
const mutate = (name: string, args = {}) => httpClient(server!.url).mutation(api.clock![name]!, args);

describe("moving the clock", () => {
  test("changes the functions' clock, which keeps its time after a restart", async () => {
    server = await serve([CODE]);
    const machine = Date.now();
    const { answer } = await move({ advanceMs: 24 * HOUR });
    expect(answer.offsetMs).toBe(24 * HOUR);
    for (const time of (await query("now")) as number[])
      expect(time - machine).toBeGreaterThanOrEqual(24 * HOUR);
    await move({ now: "2031-05-06T07:08:09Z" });
    expect(((await query("now")) as number[]).map((at) => new Date(at).toISOString().slice(0, 16))).toEqual(
      Array(2).fill("2031-05-06T07:08"),
    );
    await server.close();
    server = undefined;
    expect(Math.abs(Date.now() - machine)).toBeLessThan(HOUR);
  });

  test("runs the scheduled functions that became due, in their order, and no others", async () => {
    server = await serve([CODE], { jobSlots: 1 });
    for (const [ms, body] of [
      [3 * HOUR, "third"],
      [HOUR, "first"],
      [2 * HOUR, "second"],
      [9 * HOUR, "not yet"],
    ] as const)
      await mutate("later", { ms, body });
    await move({ advanceMs: 4 * HOUR });
    await untilAsync(async () => ((await query("list")) as string[]).length === 3);
    expect(await query("list")).toEqual(["first", "second", "third"]);
  });

  test("runs cron jobs that became due", async () => {
    const plain = await pushOf([CODE]);
    const spec = {
      name: "clock:add",
      args: [{ body: "tick" }],
      schedule: { type: "hourly", minuteUTC: 30 },
    } as const;
    const crons = {
      functions: [],
      httpRoutes: null,
      cronSpecs: [{ identifier: "tick", spec: { ...spec, args: [...spec.args] } }],
      sourceMapped: null,
    };
    const app = plain.analysis[""]!;
    server = await serve({
      ...plain,
      analysis: { "": { ...app, functions: { ...app.functions, "crons.js": crons } } },
    });
    await move({ now: "2031-05-06T07:29:00Z" });
    await until(() => server!.deployment.counts.mutation >= 1);
    const { mutation } = server.deployment.counts;
    await move({ advanceMs: 2 * 60_000 });
    await until(() => server!.deployment.counts.mutation === mutation + 1);
  });

  test("makes tokens and limits expire", async () => {
    const signIn = await issuer();
    server = await serve({ ...(await pushOf([CODE])), appAuth: [signIn.provider] });
    const client = httpClient(server.url);
    client.setAuth(await signIn.token({ sub: "u1" }, "1h"));
    expect(await client.query(api.clock!.who!, {})).toMatchObject({ subject: "u1" });
    expect([await mutate("limited"), await mutate("limited")]).toEqual(["go", "wait"]);
    await move({ advanceMs: 2 * HOUR });
    await expect(client.query(api.clock!.who!, {})).rejects.toThrow("InvalidAuthHeader");
    expect(await mutate("limited")).toBe("go");
  });

  test.each([{}, { now: "tomorrow" }, { advanceMs: "1" }])("%j is refused as a time", async (body) => {
    server = await serve([CODE]);
    expect((await move(body)).status).toBe(400);
    expect((await move({ advanceMs: HOUR }, "wrong|key")).status).toBe(401);
  });
});

test("other processes use the moved clock: the app and the mailbox sign with its time", async () => {
  const stateDir = mkdtempSync(path.join(os.tmpdir(), "latchkey-clock-"));
  server = await serve([CODE], { stateDir: path.join(stateDir, "convex") });
  const follower = startProcess(
    ["--import", FOLLOWER, "-e", "setInterval(() => console.log(new Date().toISOString()), 20)"],
    { LATCHKEY_CLOCK_FILE: path.join(stateDir, "convex", "clock") },
  );
  await until(() => follower.printed() !== "");
  await move({ now: "2031-05-06T07:08:09Z" });
  await until(() => follower.printed().includes("2031-05-06T07:08"));
  await server.close();
  server = undefined;
  await until(() => !follower.printed().split("\n").at(-2)!.startsWith("2031"));
  await follower.kill();
  expect(existsSync(path.join(stateDir, "convex", "clock"))).toBe(false);
});
