import { spawn, type ChildProcess } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { freePortPair } from "./free-ports";
import { ADMIN_KEY, api, httpClient, pushOf, serve, source, until } from "./deployment-support";

const APP = [
  source(
    "jobs.js",
    `export const add = mutation({ handler: (ctx, { body }) => ctx.db.insert("notes", { body, big: 5n, bytes: new Uint8Array([7]).buffer }) });
     export const remove = mutation({ handler: (ctx, { id }) => ctx.db.delete("notes", id) });
     export const list = query({ handler: async (ctx) => (await ctx.db.query("notes").collect()).map((n) => n.body) });
     export const raw = query({ handler: (ctx) => ctx.db.query("notes").collect() });
     export const later = mutation({ handler: (ctx, { body, ms }) => ctx.scheduler.runAfter(ms, api.jobs.add, { body }) });
     export const slowly = action({ handler: async (ctx, { body }) => {
       await ctx.runMutation(api.jobs.add, { body: body + " begun" });
       await new Promise((resolve) => setTimeout(resolve, 400));
       await ctx.runMutation(api.jobs.add, { body: body + " done" }); } });
     export const startSlowly = mutation({ handler: (ctx, { body }) => ctx.scheduler.runAfter(0, api.jobs.slowly, { body }) });
     export const env = query({ handler: () => process.env.NAME ?? null });`,
  ),
];
let port: number;
let stateDir: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  port = await freePortPair();
  stateDir = mkdtempSync(path.join(os.tmpdir(), "latchkey-state-"));
  mkdirSync(path.join(stateDir, "convex"));
  writeFileSync(path.join(stateDir, "convex", "push.json"), JSON.stringify(await pushOf(APP)));
  writeFileSync(path.join(stateDir, "convex", "admin-key"), ADMIN_KEY);
});
afterEach(async () => {
  await end("SIGKILL");
  rmSync(stateDir, { recursive: true, force: true });
});

/** Starts the real process as `npm run dev` does. Returns a function that gives the output so far. */
async function start(...args: string[]): Promise<() => string> {
  const env = {
    ...process.env,
    NODE_OPTIONS: "",
    CONVEX_LOCAL_PORT: String(port),
    LATCHKEY_STATE_DIR: stateDir,
  };
  const flags = [
    "--experimental-vm-modules",
    "--no-warnings",
    "--import",
    "tsx",
    "packages/convex-local/src/main.ts",
  ];
  child = spawn(process.execPath, [...flags, ...args], { env, stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  child.stdout!.on("data", (data: Buffer) => (printed += data.toString()));
  await until(() => printed.includes("Listening"), 60_000);
  return () => printed;
}

async function end(signal: NodeJS.Signals): Promise<void> {
  const ending = child;
  child = undefined;
  if (!ending || ending.exitCode !== null) return;
  const ended = new Promise((resolve) => ending.once("exit", resolve));
  ending.kill(signal);
  await ended;
}

const client = () => httpClient(`http://127.0.0.1:${port}`);

describe("a process that ends", () => {
  test("by SIGKILL loses no committed write, and continues its jobs after a restart", async () => {
    const printed = await start();
    expect(printed().split("\n")[0]).toContain("stand-in for development");
    const id = await client().mutation(api.jobs!.add!, { body: "gone" });
    await Promise.all([1, 2, 3, 4, 5].map((at) => client().mutation(api.jobs!.add!, { body: `kept ${at}` })));
    await client().mutation(api.jobs!.remove!, { id });
    await client().mutation(api.jobs!.later!, { body: "scheduled", ms: 1500 });
    await client().mutation(api.jobs!.startSlowly!, { body: "action" });
    const before = await waitFor((notes) => notes.includes("action begun"));
    await end("SIGKILL");

    await start();
    const after = await waitFor((notes) => notes.includes("scheduled") && notes.includes("action done"));
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.filter((body) => body === "scheduled")).toHaveLength(1);
    expect(after.filter((body) => body === "action done")).toHaveLength(1);
    const [note] = (await client().query(api.jobs!.raw!, {})) as { big: bigint; bytes: ArrayBuffer }[];
    expect([note!.big, [...new Uint8Array(note!.bytes)]]).toEqual([5n, [7]]);
  }, 120_000);

  test("by SIGTERM leaves a snapshot and an empty journal; --fresh forgets documents and code, not the key", async () => {
    await start();
    await client().mutation(api.jobs!.add!, { body: "saved" });
    await end("SIGTERM");
    expect(statSync(path.join(stateDir, "convex", "journal.jsonl")).size).toBe(0);
    const snapshot = JSON.parse(
      readFileSync(path.join(stateDir, "convex", "snapshot.json"), "utf8"),
    ) as Snapshot;
    expect(snapshot.components[""]!.documents).toMatchObject([{ body: "saved" }]);
    await start("--fresh");
    await expect(client().query(api.jobs!.list!, {})).rejects.toThrow("Could not find public function");
    expect(readFileSync(path.join(stateDir, "convex", "admin-key"), "utf8")).toBe(ADMIN_KEY);
  }, 120_000);
});

interface Snapshot {
  components: Record<string, { documents: unknown[] }>;
}

async function waitFor(holds: (notes: string[]) => boolean): Promise<string[]> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const notes = (await client().query(api.jobs!.list!, {})) as string[];
    if (holds(notes)) return notes;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("waited in vain");
}

describe("state", () => {
  const options = () => ({ stateDir: path.join(stateDir, "convex") });

  test("environment, documents and answers of mutations are restored, and ids and times continue", async () => {
    const first = await serve(APP, options());
    first.environment.update([{ name: "NAME", value: "Latchkey" }]);
    const receipt = { sessionId: "s", sessionRequestId: 1 };
    const call = { call: { receipt } };
    await first.deployment.call("mutation", "jobs:add", { body: "one" }, { kind: "anonymous" }, call);
    const { lastCommitTs } = first.deployment.backend;
    await first.close();

    const second = await serve(APP, options());
    const http = httpClient(second.url);
    expect(await http.query(api.jobs!.env!, {})).toBe("Latchkey");
    expect(second.deployment.backend.lastCommitTs).toBeGreaterThanOrEqual(lastCommitTs);
    const again = await second.sync.sessions.once(receipt, () => Promise.reject(new Error("ran twice")));
    expect(again).toMatchObject({ success: true, result: expect.stringMatching(/notes$/) as unknown });
    const id = (await http.mutation(api.jobs!.add!, { body: "two" })) as string;
    const notes = (await http.query(api.jobs!.raw!, {})) as { _id: string; _creationTime: number }[];
    expect(notes.map(({ _id }) => _id)[1]).toBe(id);
    expect(notes[1]!._creationTime).toBeGreaterThan(notes[0]!._creationTime);
    await second.close();
  });

  test("a cut-off last line of the journal is ignored, and damage inside the journal is reported", async () => {
    const journal = path.join(stateDir, "convex", "journal.jsonl");
    const first = await serve(APP, options());
    await httpClient(first.url).mutation(api.jobs!.add!, { body: "whole" });
    const whole = readFileSync(journal, "utf8");
    await first.close();
    rmSync(path.join(stateDir, "convex", "snapshot.json"));
    writeFileSync(journal, `${whole}{"sequence":99,"ts":"1","docu`);
    const second = await serve(APP, options());
    expect(await httpClient(second.url).query(api.jobs!.list!, {})).toEqual(["whole"]);
    await second.close();
    appendFileSync(journal, "{broken\n{}\n");
    await expect(serve(APP, options())).rejects.toThrow("Line 1");
  });
});
