import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { handlePushRequest } from "../src/push/routes";
import { runSystemQuery } from "../src/push/system-queries";
import type { PushedModule } from "../src/types";
import {
  app,
  auth,
  component,
  crons,
  fn,
  isolate,
  pushRequest,
  schema,
  type PushParts,
} from "./push-request";
import { MemoryTarget } from "./push-target";

let target: MemoryTarget;
beforeEach(() => {
  target = new MemoryTarget();
});

type Json = Record<string, unknown>;
interface Answer {
  status: number;
  body: Json;
}

async function send(
  method: string,
  path: string,
  body?: unknown,
  key = target.adminKey,
): Promise<Answer | null> {
  const url = new URL(path, "http://local");
  const answer = await handlePushRequest(target, {
    method,
    path: url.pathname,
    query: url.searchParams,
    body: Buffer.from(body === undefined ? "" : JSON.stringify(body)),
    headers: { authorization: `Convex ${key}` },
  });
  return answer as Answer | null;
}

const post = async (path: string, body: unknown) => (await send("POST", path, body))!;
const start = (parts: PushParts) => post("/api/deploy2/start_push", pushRequest(parts));
const finish = (started: Answer, dryRun = false) =>
  post("/api/deploy2/finish_push", { startPush: started.body, dryRun });

async function push(parts: PushParts): Promise<Answer> {
  return finish(await start(parts));
}

const jobs = isolate("jobs.js", fn("run", "Mutation"));
const table = (indexes: object[] = []) => ({
  tableName: "notes",
  indexes,
  documentType: { type: "object", value: { body: { fieldType: { type: "string" }, optional: false } } },
});
const byBody = { indexDescriptor: "by_body", fields: ["body"] };
const daily = (hourUTC: number) => ({
  name: "jobs:run",
  args: [{}],
  schedule: { type: "daily", hourUTC, minuteUTC: 0 },
});

describe("a push", () => {
  test("changes nothing when it starts, and activates the code when it finishes", async () => {
    const started = await start({ modules: [jobs] });
    expect(started.status).toBe(200);
    expect(target.current).toBeNull();
    expect((await finish(started, true)).status).toBe(200);
    expect(target.current).toBeNull();
    expect((await finish(started)).status).toBe(200);
    expect(target.current?.modules).toEqual([jobs]);
  });

  test("cannot be finished twice, nor after the variables have changed", async () => {
    const started = await start({ modules: [jobs] });
    target.environment.update([{ name: "A", value: "1" }]);
    expect(await finish(started)).toMatchObject({ status: 409, body: { code: "RaceDetected" } });
    const again = await start({ modules: [jobs] });
    await finish(again);
    expect(await finish(again)).toMatchObject({ status: 409, body: { code: "RaceDetected" } });
  });

  test("that breaks a rule is refused with an error that the CLI can show", async () => {
    const { status, body } = await start({ schema: schema([{ ...table(), tableName: "_x" }]) });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: "TableNameReserved",
      message: expect.stringMatching(/^Hit an error while pushing:\n/),
    });
  });

  test("is refused while documents do not match its schema", async () => {
    const { body } = await start({ schema: schema([table()]) });
    const wait = () =>
      post("/api/deploy2/wait_for_schema", { schemaChange: body.schemaChange, dryRun: false });
    expect((await wait()).body).toEqual({ type: "complete" });
    target.violation = { componentPath: "", tableName: "notes", error: "does not match" };
    expect((await wait()).body).toEqual({ type: "failed", ...target.violation });
  });

  test("reports what it changed", async () => {
    const first = await push({
      modules: [jobs, isolate("old.js", ""), crons({ a: daily(1), b: daily(2) })],
      schema: schema([table([byBody])]),
      app: app({ childComponents: [{ name: "mail", path: "mail", env: [] }] }),
      components: [component("mail")],
    });
    expect(first.body.componentDiffs).toMatchObject({
      "": { diffType: { type: "create" } },
      mail: { diffType: { type: "create" } },
    });
    const provider = { applicationID: "x", domain: "https://a.example" };
    const second = await push({
      modules: [
        jobs,
        isolate("new.js", ""),
        crons({ a: daily(9), c: daily(3) }),
        auth({ providers: [provider] }),
      ],
      schema: schema([table()]),
    });
    expect(second.body).toMatchObject({
      authDiff: { added: [JSON.stringify(provider)], removed: [] },
      componentDiffs: {
        "": {
          diffType: { type: "modify" },
          moduleDiff: { added: ["new.js", "auth.config.js"], removed: ["old.js"] },
          cronDiff: { added: ["c"], updated: ["a"], deleted: ["b"] },
          indexDiff: {
            added_indexes: [],
            removed_indexes: [{ name: "notes.by_body", fields: ["body", "_creationTime"] }],
          },
        },
        mail: { diffType: { type: "unmount" } },
      },
    });
  });
});

describe("unchanged modules", () => {
  const hash = ({ source, sourceMap }: PushedModule) =>
    createHash("sha256")
      .update(source + (sourceMap ?? ""))
      .digest("hex");
  const mapped: PushedModule = { ...jobs, sourceMap: "{}" };
  const changed = isolate("more.js", fn("more", "Query"));
  const second = (unchanged: object) => {
    const request = pushRequest({ modules: [changed] });
    request.appDefinition.unchangedModuleHashes = [
      { path: "jobs.js", environment: "isolate", sha256: hash(mapped), ...unchanged },
    ];
    return post("/api/deploy2/start_push", request);
  };

  test("are sent as hashes, and taken from the running code", async () => {
    await push({ modules: [mapped] });
    const { body } = await post("/api/get_config_hashes", { version: "1.48.0", adminKey: target.adminKey });
    expect(body.moduleHashes).toEqual([{ path: "jobs.js", hash: hash(mapped), environment: "isolate" }]);
    await finish(await second({}));
    expect(target.current?.modules).toEqual([changed, mapped]);
    expect(Object.keys(target.current?.analysis[""]?.functions ?? {})).toEqual(["more.js", "jobs.js"]);
  });

  test.each([
    ["ExistingModuleHashConflict", { sha256: "00" }],
    ["MissingExistingModule", { path: "gone.js" }],
    ["ExistingModuleEnvConflict", { environment: "node" }],
  ])("%s if another push was finished in between", async (code, unchanged) => {
    await push({ modules: [mapped] });
    expect(await second(unchanged)).toMatchObject({ status: 409, body: { code } });
  });
});

test("evaluate_schema counts the documents that a schema and its indexes would go over", async () => {
  await push({ schema: schema([table()]) });
  target.documents = [1, 2, 3].map((n) => ({ table: "notes", doc: { _id: String(n), body: "x" } }));
  const { body } = await post(
    "/api/deploy2/evaluate_schema",
    pushRequest({ schema: schema([table([byBody])]) }),
  );
  expect(body.componentSchemaEvaluations).toMatchObject({
    "": {
      tables: [{ name: "notes", outcome: "supersetOfEnforced", numDocs: 3 }],
      indexes: [{ name: "notes.by_body", change: "added", needsBackfill: true, numDocs: 3 }],
    },
  });
});

describe("environment variables", () => {
  const update = (...changes: object[]) => post("/api/update_environment_variables", { changes });
  const reading = isolate(
    "auth.config.js",
    "export default { providers: [{ domain: process.env.ISSUER, applicationID: 'x' }] };",
  );

  test("change together or not at all", async () => {
    expect(await update({ name: "A", value: "1" }, { name: "1B", value: "2" })).toMatchObject({
      status: 400,
      body: { code: "EnvironmentVariableNameInvalid" },
    });
    expect(target.environment.list()).toEqual([]);
  });

  test("that auth providers read are evaluated again", async () => {
    await update({ name: "ISSUER", value: "https://a.example" });
    await push({ modules: [reading] });
    await update({ name: "ISSUER", value: "https://b.example" });
    expect(target.current?.appAuth).toEqual([{ domain: "https://b.example", applicationID: "x" }]);
    const refused = await update({ name: "ISSUER", value: null });
    expect(refused.body.code).toBe("AuthConfigMissingEnvironmentVariable");
    const broken = await update({ name: "ISSUER", value: "ftp://c" });
    expect(broken.body).toMatchObject({
      code: "InvalidAuthConfig",
      message: expect.stringMatching(/^This change would make the auth config invalid/),
    });
    expect(target.environment.get("ISSUER")).toBe("https://b.example");
  });
});

test("logs after a cursor have the format that the CLI reads", async () => {
  const entry = {
    componentPath: "",
    udfType: "Mutation" as const,
    requestId: "r",
    error: null,
    executionTimeMs: 5,
  };
  target.entries = [
    { ...entry, at: 1000, identifier: "notes:old", logLines: [] },
    { ...entry, at: 2000, identifier: "notes:add", logLines: ["[WARN] 'slow'\n'twice'"] },
  ];
  const answer = await send("GET", "/api/stream_function_logs?cursor=1000");
  expect(answer?.body).toMatchObject({
    newCursor: 2000,
    entries: [
      {
        kind: "Completion",
        identifier: "notes:add",
        timestamp: 2,
        executionTime: 0.005,
        logLines: [{ level: "WARN", messages: ["'slow'\n'twice'"], timestamp: 2000, isTruncated: false }],
      },
    ],
  });
  target.entries = [];
  const empty = await send("GET", "/api/stream_function_logs?cursor=0");
  expect(empty?.body.newCursor).toBeGreaterThan(0);
});

test("the deployment's URLs are returned, and an unknown path is refused", async () => {
  expect(await send("GET", "/api/v1/get_canonical_urls")).toEqual({
    status: 200,
    body: { convexCloudUrl: target.urls.cloud, convexSiteUrl: target.urls.site },
  });
  expect(await send("POST", "/api/query", {})).toBeNull();
});

test.each(["", "self|kez", "self|key2"])("the key %j is refused", async (key) => {
  const answer = await send("POST", "/api/get_config_hashes", { version: "1.48.0" }, key);
  expect(answer).toMatchObject({ status: 403, body: { code: "BadDeployKey" } });
});

describe("system queries", () => {
  test("list functions, including internal ones, and HTTP actions separately", async () => {
    await push({ modules: [jobs, isolate("inner.js", fn("hidden", "Query", "Internal"))] });
    expect(runSystemQuery(target, "_system/cli/modules:apiSpec", {})).toMatchObject([
      {
        identifier: "jobs.js:run",
        functionType: "Mutation",
        visibility: { kind: "public" },
        returns: { type: "any" },
      },
      { identifier: "inner.js:hidden", visibility: { kind: "internal" } },
    ]);
  });

  test("page through tables and documents", () => {
    target.documents = [
      { table: "notes", doc: { _id: "1", size: 1n } },
      { table: "notes", doc: { _id: "2" } },
      { table: "_scheduled_functions", doc: { _id: "3" } },
    ];
    const query = (name: string, args: object) => runSystemQuery(target, `_system/cli/${name}`, { ...args });
    expect(query("tables", { paginationOpts: { cursor: null, numItems: 10 } })).toMatchObject({
      page: [{ name: "notes" }],
    });
    const first = query("tableData", {
      table: "notes",
      order: "desc",
      paginationOpts: { cursor: null, numItems: 1 },
    });
    expect(first).toEqual({ page: [{ _id: "2" }], isDone: false, continueCursor: "1" });
    const rest = query("tableData", {
      table: "notes",
      order: "desc",
      paginationOpts: { cursor: "1", numItems: 5 },
    });
    expect(rest).toMatchObject({ page: [{ _id: "1", size: { $integer: "AQAAAAAAAAA=" } }], isDone: true });
    expect(query("tableSize:default", { tableName: "notes" })).toBe(2);
  });

  test("return variables and URLs, and name an unknown query in the error", () => {
    target.environment.update([{ name: "A", value: "1" }]);
    expect(runSystemQuery(target, "_system/cli/queryEnvironmentVariables", {})).toEqual([
      { name: "A", value: "1" },
    ]);
    expect(runSystemQuery(target, "_system/cli/queryEnvironmentVariables:get", { name: "B" })).toBeNull();
    expect(runSystemQuery(target, "_system/cli/convexUrl:siteUrl", {})).toBe(target.urls.site);
    expect(() => runSystemQuery(target, "_system/cli/unknown", {})).toThrow("_system/cli/unknown");
  });
});
