import { describe, expect, test } from "@jest/globals";
import { analyzePush } from "../src/push/analyze";
import { checkEnvironmentChanges } from "../src/push/rules/environment";
import {
  app,
  auth,
  component,
  crons,
  exporting,
  fn,
  http,
  isolate,
  node,
  pushRequest,
  schema,
} from "./push-request";
import type { PushParts } from "./push-request";

const urls = { cloud: "http://127.0.0.1:3210", site: "http://127.0.0.1:3211" };
const analyze = (parts: PushParts) => analyzePush(pushRequest(parts), () => undefined, urls);

function thrownBy(run: () => void): unknown {
  try {
    run();
    return null;
  } catch (error) {
    return error;
  }
}

type Case = [rule: string, code: string, parts: PushParts, says: RegExp];

function refuses(cases: Case[]): void {
  test.each(cases)("%s: %s", async (_rule, code, parts, says) => {
    await expect(analyze(parts)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(says),
    });
  });
}

const object = (fields: Record<string, unknown> = {}) => ({
  type: "object",
  value: Object.fromEntries(
    Object.entries(fields).map(([name, fieldType]) => [name, { fieldType, optional: false }]),
  ),
});
const string = { type: "string" };
const table = (rest: object = {}, tableName = "items") => ({
  tableName,
  indexes: [],
  documentType: object({
    a: string,
    b: string,
    nested: object({ c: string }),
    vector: { type: "array", value: { type: "number" } },
  }),
  ...rest,
});
const index = (fields: string[], indexDescriptor = "by_a") => ({ indexDescriptor, fields });
const withTable = (rest: object, tableName?: string): PushParts => ({
  schema: schema([table(rest, tableName)]),
});
const withIndexes = (...indexes: object[]): PushParts => withTable({ indexes });
const many = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

describe("file names", () => {
  const file = (path: string): PushParts => ({ modules: [isolate(path, "")] });
  refuses([
    ["a hyphen", "BadConvexModuleIdentifier", file("log-in.js"), /Rename "log-in\.js"/],
    ["a space", "BadConvexModuleIdentifier", file("log in.js"), /"log in\.js"/],
    ["65 characters", "BadConvexModuleIdentifier", file(`${"a".repeat(62)}.js`), /64 characters/],
    ["no letter or digit", "BadConvexModuleIdentifier", file("__/a.js"), /"__"/],
    ["another extension", "BadConvexModuleIdentifier", file("a.ts"), /isn't "js"/],
    [
      "twice",
      "CanonicalizationConflict",
      { modules: [isolate("a.js", ""), isolate("a.js", "")] },
      /Rename one/,
    ],
  ]);
});

describe("modules", () => {
  const code = (source: string): PushParts => ({ modules: [isolate("a.js", source)] });
  const failed = (why: string) => new RegExp(`Failed to analyze a\\.js: Uncaught ${why}`);
  refuses([
    [
      "a throw while importing",
      "InvalidModules",
      code("throw new TypeError('broken')"),
      failed("TypeError: broken"),
    ],
    ["a syntax error", "InvalidModules", code("export const"), failed("SyntaxError")],
    ["a missing import", "InvalidModules", code(`import "./b.js"`), /Could not find module b\.js/],
    ["a Node builtin in the default runtime", "InvalidModules", code(`import "node:fs"`), /import "node:fs"/],
    ["randomness while importing", "InvalidModules", code("crypto.randomUUID()"), /NoCryptoRngDuringImport/],
    ["fetch while importing", "InvalidModules", code("await fetch('http://x')"), /NoFetchDuringImport/],
    [
      "a timer while importing",
      "InvalidModules",
      code("setTimeout(() => {}, 0)"),
      /NoSetTimeoutDuringImport/,
    ],
    [
      "a database read while importing",
      "InvalidModules",
      code("Convex.syscall('count', '{}')"),
      /NoDbDuringImport/,
    ],
    ["Buffer in the default runtime", "InvalidModules", code("Buffer.from('')"), /Buffer is not defined/],
    [
      "a query in a Node file",
      "InvalidModules",
      { modules: [node("n.js", fn("list", "Query"))] },
      /Only actions.*in/s,
    ],
    [
      "a mutation in a Node file",
      "InvalidModules",
      { modules: [node("n.js", fn("put", "Mutation"))] },
      /`put`.*Mutation/,
    ],
    [
      "a function's name of 65 letters",
      "InvalidModules",
      code(fn("f".repeat(65), "Query")),
      /Invalid function name/,
    ],
    [
      "a function's name with a $",
      "InvalidModules",
      code(fn("$list", "Query")),
      /Invalid function name "\$list"/,
    ],
  ]);
});

describe("http.ts", () => {
  refuses([
    [
      "no default export",
      "InvalidModules",
      { modules: [isolate("http.js", "")] },
      /must have a default export/,
    ],
    [
      "no router",
      "InvalidModules",
      { modules: [isolate("http.js", "export default {}")] },
      /is not a Router/,
    ],
  ]);
});

describe("crons.ts", () => {
  const target = isolate("jobs.js", fn("run", "Mutation", "Internal") + fn("read", "Query", "Internal"));
  const job = (schedule: object, name = "jobs:run", id = "job"): PushParts => ({
    modules: [target, crons({ [id]: { name, args: [{}], schedule } })],
  });
  const hourly = { type: "hourly", minuteUTC: 5 };
  refuses([
    [
      "no crons",
      "InvalidModules",
      { modules: [isolate("crons.js", "export default {}")] },
      /not a Crons object/,
    ],
    ["an unknown target", "InvalidModules", job(hourly, "jobs:gone"), /does not exist: jobs:gone/],
    ["a query as target", "InvalidModules", job(hourly, "jobs:read"), /schedules a query/],
    ["a name with ü", "InvalidCron", job(hourly, "jobs:run", "müll"), /ASCII/],
    ["a bad expression", "InvalidCron", job({ type: "cron", cron: "99 * * * *" }), /no cron expression/],
    ["six fields", "InvalidCron", job({ type: "cron", cron: "* * * * * *" }), /five fields/],
  ]);
});

describe("schema.ts", () => {
  refuses([
    [
      "no default export",
      "MissingSchemaExportError",
      { schema: isolate("schema.js", "") },
      /missing default export/,
    ],
    [
      "no schema",
      "InvalidSchemaExport",
      { schema: isolate("schema.js", "export default 1") },
      /defineSchema/,
    ],
    ["reads a variable", "InvalidSchema", { schema: isolate("schema.js", "process.env.X") }, /reads X/],
    ["a table named with an underscore", "TableNameReserved", withTable({}, "_items"), /reserved/],
    ["a table named with a hyphen", "InvalidTableName", withTable({}, "my-items"), /"my-items"/],
    ["a table named by 65 letters", "InvalidTableName", withTable({}, "t".repeat(65)), /at most 64/],
    [
      "a string as document",
      "InvalidTopLevelTypeInSchemaError",
      withTable({ documentType: string }),
      /Found string/,
    ],
    [
      "a field named with a hyphen",
      "InvalidSchema",
      withTable({ documentType: object({ "a-b": string }) }),
      /"a-b"/,
    ],
    [
      "a field named by 65 letters",
      "InvalidSchema",
      withTable({ documentType: object({ ["f".repeat(65)]: string }) }),
      /64/,
    ],
  ]);
});

describe("indexes", () => {
  refuses([
    [
      "65 on one table",
      "TooManyIndexes",
      withIndexes(...many(65, (n) => index(["a"], `by_${n}`))),
      /more than 64.*65/,
    ],
    ["17 fields", "IndexTooManyFields", withIndexes(index(many(17, (n) => `f${n}`))), /up to 16/],
    ["no field", "EmptyIndex", withIndexes(index([])), /at least one/],
    ["one field twice", "FieldsNotUniqueWithinIndex", withIndexes(index(["a", "a"])), /Duplicate field a/],
    [
      "two on the same fields",
      "IndexNotUnique",
      withIndexes(index(["a"], "x"), index(["a"], "y")),
      /"x" and index "y"/,
    ],
    [
      "one name twice",
      "IndexNamesNotUnique",
      withIndexes(index(["a"]), index(["b"])),
      /two or more definitions/,
    ],
    ["by_id", "IndexNameReserved", withIndexes(index(["a"], "by_id")), /reserved/],
    ["by_creation_time", "IndexNameReserved", withIndexes(index(["a"], "by_creation_time")), /reserved/],
    ["an underscore first", "IndexNameReserved", withIndexes(index(["a"], "_x")), /underscore/],
    ["a name with a hyphen", "InvalidIndexName", withIndexes(index(["a"], "by-a")), /"by-a"/],
    ["a name of 65 letters", "InvalidIndexName", withIndexes(index(["a"], "i".repeat(65))), /at most 64/],
    [
      "_creationTime named",
      "IndexFieldsContainCreationTime",
      withIndexes(index(["a", "_creationTime"])),
      /Leave it out/,
    ],
    ["_id named", "IndexFieldsContainId", withIndexes(index(["_id"])), /db\.get/],
    ["a reserved field", "IndexFieldNameReserved", withIndexes(index(["_x"])), /_x/],
    ["a field that cannot be", "InvalidIndexField", withIndexes(index(["a b"])), /"a b"/],
    [
      "a field that is not there",
      "SchemaDefinitionError",
      withIndexes(index(["missing"])),
      /missing that does not exist/,
    ],
    [
      "a nested field that is not there",
      "SchemaDefinitionError",
      withIndexes(index(["nested.d"])),
      /nested\.d/,
    ],
    [
      "a text search",
      "NotInLocalConvex",
      withTable({ searchIndexes: [{ indexDescriptor: "s", searchField: "a", filterFields: [] }] }),
      /dev:convex/,
    ],
    [
      "a vector search",
      "NotInLocalConvex",
      withTable({
        vectorIndexes: [{ indexDescriptor: "v", vectorField: "a", dimensions: 3, filterFields: [] }],
      }),
      /dev:convex/,
    ],
  ]);

  test("64 indexes, 16 fields, nested fields and unions are accepted", async () => {
    const either = { type: "union", value: [object({ a: string }), object({ kind: string })] };
    const fields = Object.fromEntries(many(16, (n) => [`f${n}`, string]));
    await analyze({
      schema: schema([
        table(
          {
            indexes: many(64, (n) => index([["a", "b", "nested.c"][n % 3] as string, `x${n}`], `by_${n}`)),
            documentType: { type: "any" },
          },
          "wide",
        ),
        table({ indexes: [index(Object.keys(fields))], documentType: object(fields) }, "deep"),
        table({ indexes: [index(["kind"])], documentType: either }, "either"),
      ]),
    });
  });

  test("without validation, a field need not exist", async () => {
    await analyze({ schema: schema([table({ indexes: [index(["missing"])] })], false) });
  });
});

describe("auth.config.ts", () => {
  const jwt = {
    type: "customJwt",
    issuer: "https://a.example",
    jwks: "https://a.example/jwks",
    algorithm: "RS256",
  };
  const oidc = { domain: "https://a.example", applicationID: "convex" };
  const provider = (value: object): PushParts => ({ modules: [auth({ providers: [value] })] });
  const issuer = (value: string) => provider({ ...jwt, issuer: value });
  const invalid = "InvalidAuthConfig";
  refuses([
    [
      "an unset variable",
      "AuthConfigMissingEnvironmentVariable",
      { modules: [isolate("auth.config.js", "process.env.X")] },
      /^Environment variable X is used/,
    ],
    ["no default export", invalid, { modules: [isolate("auth.config.js", "")] }, /missing default export/],
    ["no list", invalid, { modules: [auth({})] }, /missing field `providers`/],
    ["HS256", invalid, provider({ ...jwt, algorithm: "HS256" }), /RS256 or ES256/],
    ["no jwks", invalid, provider({ ...jwt, jwks: undefined }), /jwks/],
    ["applicationId", invalid, provider({ ...oidc, applicationId: "x" }), /applicationID spelled/],
    ["no applicationID", invalid, provider({ domain: "https://a.example" }), /applicationID/],
    ["an unknown type", invalid, provider({ ...oidc, type: "saml" }), /unexpected type "saml"/],
    ["another scheme", invalid, issuer("ftp://a.example"), /http or https/],
    ["no URL", invalid, issuer("https://"), /not a URL/],
    ["randomness", invalid, { modules: [isolate("auth.config.js", "crypto.randomUUID()")] }, /randomness/],
  ]);

  test("RS256, ES256, OIDC, http on this machine and a domain without a scheme are accepted", async () => {
    const providers = [
      jwt,
      { ...jwt, algorithm: "ES256", issuer: urls.site },
      oidc,
      { ...oidc, domain: "b.example" },
    ];
    const { appAuth } = await analyze({ modules: [auth({ providers })] });
    expect(appAuth).toEqual([
      { ...jwt, applicationID: null },
      { ...jwt, algorithm: "ES256", issuer: urls.site, applicationID: null },
      oidc,
      { ...oidc, domain: "https://b.example" },
    ]);
  });
});

describe("convex.config.ts", () => {
  const uses = (...children: object[]) => app({ childComponents: children });
  const child = (rest: object = {}) => ({ name: "mail", path: "mail", env: [], ...rest });
  const declared = (name: string, validator: object = string, optional = false) => [
    [name, { type: "value", value: JSON.stringify(validator), optional }],
  ];
  const bound = (env: unknown[], childVars: unknown[], appVars: unknown[] = []): PushParts => ({
    app: app({ childComponents: [child({ env })], envVars: appVars }),
    components: [component("mail", { envVars: childVars })],
  });
  const fromApp = (name: string) => ({ type: "envVar", name });
  const mounts = (path: string): PushParts => ({
    app: app({ childComponents: [child()], httpMounts: { [path]: "_reference/childComponent/mail" } }),
    components: [component("mail", {}, { functions: [http(`[["/in", "POST", () => {}]]`)] })],
  });
  refuses([
    [
      "no default export",
      "InvalidDefinition",
      { app: isolate("convex.config.js", "") },
      /missing default export/,
    ],
    [
      "more exports",
      "InvalidDefinition",
      { app: isolate("convex.config.js", "export const a = 1; export default {}") },
      /more than one export/,
    ],
    [
      "no definition",
      "InvalidDefinition",
      { app: isolate("convex.config.js", "export default {}") },
      /defineApp\(\)/,
    ],
    [
      "a throw",
      "InvalidDefinition",
      { app: isolate("convex.config.js", "throw new Error('no')") },
      /Uncaught Error: no/,
    ],
    ["a component that was not pushed", "TypecheckError", { app: uses(child()) }, /not found: mail/],
    [
      "two of one name",
      "TypecheckError",
      { app: uses(child(), child()), components: [component("mail")] },
      /multiple child components/,
    ],
    [
      "a name with a hyphen",
      "InvalidDefinition",
      { app: uses(child({ name: "my-mail" })), components: [component("mail")] },
      /"my-mail"/,
    ],
    [
      "components in a circle",
      "CyclicImport",
      { app: uses(child()), components: [component("mail", {}, { dependencies: ["mail"] })] },
      /cyclic/,
    ],
    [
      "a variable read in a component",
      "EnvironmentVariablesUnsupported",
      { components: [component("mail", {}, { definition: isolate("convex.config.js", "process.env.X") })] },
      /bind them/,
    ],
    [
      "a required variable that is not set",
      "MissingEnvironmentVariables",
      { app: app({ envVars: declared("KEY") }) },
      /are not set: KEY\./,
    ],
    [
      "an undeclared binding",
      "TypecheckError",
      bound([["KEY", { type: "value", value: "x" }]], []),
      /no env var named "KEY"/,
    ],
    ["a missing binding", "TypecheckError", bound([], declared("KEY")), /missing required env var "KEY"/],
    [
      "a value that does not fit",
      "TypecheckError",
      bound([["KEY", { type: "value", value: "x" }]], declared("KEY", { type: "literal", value: "y" })),
      /invalid value/,
    ],
    [
      "an undeclared variable of the app",
      "TypecheckError",
      bound([["KEY", fromApp("A")]], declared("KEY")),
      /undeclared parent env var A/,
    ],
    [
      "an optional one for a required one",
      "TypecheckError",
      bound([["KEY", fromApp("A")]], declared("KEY"), declared("A", string, true)),
      /is optional/,
    ],
    [
      "a wider one for a narrow one",
      "TypecheckError",
      bound(
        [["KEY", fromApp("A")]],
        declared("KEY", { type: "literal", value: "y" }, true),
        declared("A", string, true),
      ),
      /not satisfied/,
    ],
    ["mounted routes of a component", "NotInLocalConvex", mounts("/mail/"), /httpPrefix/],
    [
      "a definition that is a component's schema error",
      "TableNameReserved",
      { app: uses(child()), components: [component("mail", {}, { schema: schema([table({}, "_x")]) })] },
      /_x/,
    ],
  ]);

  test("valid bindings and nesting are accepted", async () => {
    const { app: mounted, analysis } = await analyze({
      app: app({ childComponents: [child()] }),
      components: [
        component(
          "mail",
          {},
          {
            functions: [
              http(`[["/in", "POST", () => {}]]`),
              isolate("lib/send.js", fn("now", "Action") + fn("hidden", "Action", "Internal")),
            ],
          },
        ),
      ],
    });
    expect(mounted.childComponents.mail?.componentPath).toBe("mail");
    const leaf = { type: "leaf", leaf: "_reference/function/lib/send.js:now" };
    const branch = (name: string, inner: unknown) => ({ type: "branch", branch: [[name, inner]] });
    expect(analysis.mail?.definition.exports).toEqual(branch("lib", branch("send", branch("now", leaf))));
  });
});

describe("environment variables", () => {
  const set = (name: string, value = "x") => [{ name, value }];
  test.each([
    ["a digit first", "EnvironmentVariableNameInvalid", [], set("1A")],
    ["a hyphen", "EnvironmentVariableNameInvalid", [], set("A-B")],
    ["257 characters", "EnvironmentVariableNameTooLong", [], set("A".repeat(257))],
    ["a built-in one", "EnvVarNameForbidden", [], set("CONVEX_SITE_URL")],
    ["more than 8 KiB", "EnvironmentVariableValueTooLarge", [], set("A", "é".repeat(4097))],
    ["the 513th", "EnvVarLimitMet", many(512, (n) => `V${n}`), set("A")],
  ])("%s: %s", (_rule, code, existing, changes) => {
    expect(thrownBy(() => checkEnvironmentChanges(existing, changes))).toMatchObject({ code });
  });

  test("512 variables, 8 KiB, and replacing one of 512 are accepted", () => {
    const names = many(512, (n) => `V${n}`);
    checkEnvironmentChanges(names, [
      ...set("V1", "x".repeat(8192)),
      { name: "V2", value: null },
      ...set("_new"),
    ]);
  });
});

test("a valid push describes every function, route, job and index", async () => {
  const push = await analyze({
    modules: [
      isolate("jobs.js", fn("run", "Mutation", "Internal") + "export const helper = 1;"),
      node("mail/send.js", fn("now", "Action")),
      http(`[["/in", "POST", () => {}], ["/files/*", "GET", () => {}]]`),
      crons({ nightly: { name: "jobs:run", args: [{}], schedule: { type: "cron", cron: "0 3 * * *" } } }),
      exporting("_deps/unused.js", {}),
    ],
    schema: schema([table({ indexes: [index(["a", "nested.c"])] })]),
  });
  const { functions, schema: analyzed } = push.analysis[""]!;
  expect(Object.keys(functions)).toEqual(["jobs.js", "mail/send.js", "http.js", "crons.js"]);
  expect(functions["jobs.js"]?.functions).toEqual([
    {
      name: "run",
      pos: null,
      udfType: "Mutation",
      visibility: { kind: "internal" },
      args: '{"type":"any"}',
      returns: "null",
    },
  ]);
  expect(functions["http.js"]?.httpRoutes?.map(({ route }) => route)).toEqual([
    { path: "/in", method: "POST" },
    { path: "/files/*", method: "GET" },
  ]);
  expect(functions["crons.js"]?.cronSpecs?.[0]?.identifier).toBe("nightly");
  expect(analyzed?.tables[0]?.indexes).toEqual([{ indexDescriptor: "by_a", fields: ["a", "nested.c"] }]);
});
