import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { CliProject } from "./cli-project";

// A command takes about a second, and many times that on a busy machine.
jest.setTimeout(120_000);

const schema = (fields: string) => `
  import { defineSchema, defineTable } from "convex/server";
  import { v } from "convex/values";
  export default defineSchema({ notes: defineTable({ ${fields} }).index("by_body", ["body"]) });`;

const notes = `
  import { internalMutation, mutation, query } from "./_generated/server";
  import { v } from "convex/values";
  export const list = query({ args: {}, handler: (ctx) => ctx.db.query("notes").take(10) });
  export const add = mutation({
    args: { body: v.string() },
    handler: async (ctx, { body }) => {
      console.log("adding", body);
      await ctx.db.insert("notes", { body });
    },
  });
  export const sweep = internalMutation({ args: {}, returns: v.string(), handler: async () => "swept" });`;

const files = {
  "convex/schema.ts": schema("body: v.string()"),
  "convex/notes.ts": notes,
  "convex/convex.config.ts": `
    import { defineApp } from "convex/server";
    import rateLimiter from "@convex-dev/rate-limiter/convex.config";
    const app = defineApp();
    app.use(rateLimiter);
    export default app;`,
  "convex/crons.ts": `
    import { cronJobs } from "convex/server";
    import { internal } from "./_generated/api";
    const crons = cronJobs();
    crons.daily("sweep", { hourUTC: 3, minuteUTC: 0 }, internal.notes.sweep);
    export default crons;`,
  "convex/hash.ts": `"use node";
    import { createHash } from "node:crypto";
    import { v } from "convex/values";
    import { action } from "./_generated/server";
    export const md5 = action({
      args: { text: v.string() },
      handler: async (_ctx, { text }) => createHash("md5").update(text).digest("hex") + process.env.SUFFIX,
    });`,
};

let project: CliProject;
beforeAll(async () => {
  project = await CliProject.create(files);
});
afterAll(() => project.dispose());

const QUICK = ["--typecheck", "disable"];

describe("the unmodified convex CLI, starting with an empty deployment", () => {
  test("codegen writes types and activates nothing", async () => {
    expect(await project.convex("codegen", ...QUICK)).toMatchObject({ exitCode: 0 });
    expect(await project.read("convex/_generated/api.d.ts")).toContain("rateLimiter");
    expect(JSON.parse((await project.convex("function-spec")).output)).toMatchObject({ functions: [] });
  });

  test("env set, get, list and remove", async () => {
    await Promise.all([
      project.convex("env", "set", "SUFFIX", "!"),
      project.convex("env", "set", "OTHER", "1"),
    ]);
    const [got] = await Promise.all([
      project.convex("env", "get", "SUFFIX"),
      project.convex("env", "remove", "OTHER"),
    ]);
    expect(got.output.trim()).toBe("!");
    const [list, refused] = await Promise.all([
      project.convex("env", "list"),
      project.convex("env", "set", "BAD-NAME", "1"),
    ]);
    expect(list.output.trim()).toBe("SUFFIX=!");
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toContain("EnvironmentVariableNameInvalid");
  });

  test("dev --once pushes, and keeps the address in .env.local", async () => {
    const { exitCode, output } = await project.convex("dev", "--once", ...QUICK);
    expect(output).toContain("[+] notes.by_body");
    expect(output).toContain("Installed component rateLimiter.");
    expect(exitCode).toBe(0);
    expect(await project.read(".env.local")).toContain(project.url);
  });

  test("run calls public, internal and Node functions", async () => {
    const [added, swept, hashed, missing] = await Promise.all([
      project.convex("run", "notes:add", '{"body":"first"}'),
      project.convex("run", "notes:sweep"),
      project.convex("run", "hash:md5", '{"text":"a"}'),
      project.convex("run", "notes:gone"),
    ]);
    expect(added.exitCode).toBe(0);
    expect(swept.output).toContain("swept");
    expect(hashed.output).toContain("0cc175b9c0f1b6a831c399e269772661!");
    expect(missing.output).toContain("Available functions:");
    expect(missing.exitCode).toBe(1);
  });

  test("data, function-spec and logs", async () => {
    expect((await project.convex("data", "notes")).output).toContain('"first"');
    const { functions } = JSON.parse((await project.convex("function-spec")).output) as {
      functions: object[];
    };
    expect(functions).toContainEqual(
      expect.objectContaining({ identifier: "notes.js:sweep", visibility: { kind: "internal" } }),
    );
    const logged = await project.convexUntil(/adding/, ["logs", "--history", "10"], () => Promise.resolve());
    expect(logged).toMatch(/\[CONVEX M\(notes:add\)\] \[LOG\] 'adding' 'first'/);
  });

  test("deploy pushes only what changed, and reports the changes", async () => {
    await project.write({
      "convex/notes.ts": `${notes} export const count = query({ args: {}, handler: async () => 42 });`,
    });
    const dry = await project.convex("deploy", "--dry-run", ...QUICK);
    expect(dry).toMatchObject({ exitCode: 0 });
    expect(dry.output).not.toContain("Added table indexes");
    expect(await project.convex("deploy", ...QUICK)).toMatchObject({ exitCode: 0 });
    expect((await project.convex("run", "notes:count")).output).toContain("42");
  });

  test("a schema that an existing document violates is refused, and the old code keeps running", async () => {
    await project.write({ "convex/schema.ts": schema("body: v.string(), at: v.number()") });
    const { exitCode, output } = await project.convex("deploy", ...QUICK);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/Document with ID .* in table "notes" does not match the schema/);
    expect((await project.convex("run", "notes:list")).output).toContain("first");
    await project.write({ "convex/schema.ts": files["convex/schema.ts"] });
  });

  test("a push that the real backend refuses is refused with the same code and a message", async () => {
    await project.write({ "convex/impure.ts": "export const id = crypto.randomUUID();" });
    const { exitCode, output } = await project.convex("deploy", ...QUICK);
    expect(exitCode).toBe(1);
    expect(output).toContain("InvalidModules: Hit an error while pushing:");
    expect(output).toContain(
      "Failed to analyze impure.js: Uncaught Error: Cannot use cryptographic randomness",
    );
  });

  test("a wrong admin key is refused", async () => {
    const wrong = await project.convex("env", "set", "A", "1", "--url", project.url, "--admin-key", "x|y");
    expect(wrong.exitCode).toBe(1);
    expect(wrong.output).toContain("The provided deploy key was invalid");
  });
});
