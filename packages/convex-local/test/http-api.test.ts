import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ConvexError } from "convex/values";
import { ADMIN_KEY, adminClient, api, httpClient, issuer, pushOf, serve, source } from "./deployment-support";
import { component, app as appDefinition } from "./push-request";

const MODULES = [
  source(
    "notes.js",
    `export const add = mutation({ args: { body: v.string() }, returns: v.string(),
       handler: (ctx, { body }) => ctx.db.insert("notes", { body }) });
     export const list = query({ args: {}, handler: async (ctx) => (await ctx.db.query("notes").collect()).map((n) => n.body) });
     export const secret = internalQuery({ args: {}, handler: () => "for the backend only" });
     export const fails = mutation({ handler: async (ctx) => {
       await ctx.db.insert("notes", { body: "never seen" });
       throw new Error("on purpose");
     } });
     export const refuses = mutation({ handler: () => { throw new ConvexError({ code: "nope", at: 5n }); } });
     export const returnsWrong = mutation({ returns: v.number(), handler: async (ctx) => {
       await ctx.db.insert("notes", { body: "rolled back" });
       return "text";
     } });
     export const nestedRollback = mutation({ handler: async (ctx) => {
       await ctx.db.insert("notes", { body: "outer" });
       try { await ctx.runMutation(api.notes.fails, {}); } catch (error) { return [error instanceof Error, error.message]; }
     } });
     export const catchesRefusal = action({ handler: async (ctx) => {
       try { await ctx.runMutation(api.notes.refuses, {}); } catch (error) {
         return error instanceof ConvexError ? error.data : "not a ConvexError";
       }
     } });
     export const slowly = action({ handler: async () => { await new Promise((r) => setTimeout(r, 20)); return "rested"; } });
     export const timer = mutation({ handler: () => setTimeout(() => {}, 1) });
     export const logs = query({ handler: () => { console.log("counted", { to: 3 }); return null; } });
     export const bytes = mutation({ args: { data: v.bytes(), big: v.int64() }, handler: (ctx, { data, big }) =>
       ({ length: data.byteLength, big: big + 1n, data }) });
     export const readInMiddle = query({ handler: async (ctx) => (await ctx.db.query("notes").first()) === null });
     export const dangling = mutation({ handler: (ctx) => { void ctx.runMutation(api.notes.add, { body: "unawaited" }).catch(() => null); return 1; } });`,
  ),
  source(
    "who.js",
    `export const am = query({ handler: (ctx) => ctx.auth.getUserIdentity() });
     export const from = mutation({ handler: async (ctx) => {
       const { ip, userAgent } = await ctx.meta.getRequestMetadata(); return { ip, userAgent }; } });
     export const env = query({ handler: () => [process.env.SITE_URL, process.env.CONVEX_SITE_URL, typeof Buffer] });
     export const child = query({ handler: (ctx) =>
       ctx.runQuery({ [Symbol.for("toReferencePath")]: "_reference/childComponent/child/inside/env" }, {}) });`,
  ),
  source(
    "http.js",
    `const http = httpRouter();
     http.route({ path: "/echo", method: "POST", handler: httpAction(async (ctx, request) => {
       const { ip } = await ctx.runMutation(api.who.from, {});
       const headers = new Headers({ "x-ip": ip, "content-type": "text/plain" });
       headers.append("set-cookie", "a=1; Path=/"); headers.append("set-cookie", "b=2, still b; Path=/");
       headers.append("x-many", request.headers.get("x-many"));
       return new Response(await request.text(), { status: 201, headers });
     }) });
     http.route({ pathPrefix: "/deep/", method: "GET", handler: httpAction(async (ctx, request) =>
       Response.json({ url: request.url, who: request.url.endsWith("inside") ? await ctx.runQuery(api.who.am, {})
         : (await ctx.auth.getUserIdentity())?.email ?? null })) });
     http.route({ path: "/broken", method: "GET", handler: httpAction(async () => { throw new Error("broken"); }) });
     export default http;`,
  ),
];
const INSIDE = {
  path: "inside.js",
  source: `const env = Object.assign(() => {}, { isQuery: true, isPublic: true, exportArgs: () => '{"type":"any"}', exportReturns: () => "null",
    invokeQuery: async () => JSON.stringify([process.env.NAME ?? null, process.env.SITE_URL ?? null, process.env.CONVEX_CLOUD_URL ?? null]) });
    export { env };`,
  environment: "isolate" as const,
};

let server: Awaited<ReturnType<typeof serve>>;
let signIn: Awaited<ReturnType<typeof issuer>>;

beforeAll(async () => {
  signIn = await issuer();
  const env = [["NAME", { type: "envVar", name: "SITE_NAME" }]];
  const declared = { type: "value", value: JSON.stringify({ type: "string" }), optional: true };
  const push = await pushOf(MODULES, {
    app: appDefinition({
      envVars: [["SITE_NAME", declared]],
      childComponents: [{ name: "child", path: "child", args: [], env }],
    }),
    components: [component("child", { envVars: [["NAME", declared]] }, { functions: [INSIDE] })],
  });
  server = await serve({ ...push, appAuth: [signIn.provider] });
  server.environment.update([
    { name: "SITE_URL", value: "http://localhost:3000" },
    { name: "SITE_NAME", value: "Latchkey" },
  ]);
});
afterAll(() => server?.close());

describe("functions over HTTP", () => {
  test("the next query sees a mutation's writes", async () => {
    const client = httpClient(server.url);
    const before = (await client.query(api.notes!.list!, {})) as string[];
    expect(await client.mutation(api.notes!.add!, { body: "hello" })).toMatch(/notes$/);
    expect(await client.query(api.notes!.list!, {})).toEqual([...before, "hello"]);
  });

  test("a function that throws is rolled back, and returns its error", async () => {
    const client = httpClient(server.url);
    const before = await client.query(api.notes!.list!, {});
    await expect(client.mutation(api.notes!.fails!, {})).rejects.toThrow(
      /^\[Request ID: \w{16}\] Server Error\nUncaught Error: on purpose\n {4}at .*convex\/notes\.js/,
    );
    await expect(client.mutation(api.notes!.returnsWrong!, {})).rejects.toThrow("ReturnsValidationError");
    expect(await client.query(api.notes!.list!, {})).toEqual(before);
  });

  test("a nested mutation that throws rolls back only its own writes", async () => {
    const client = httpClient(server.url);
    expect(await client.mutation(api.notes!.nestedRollback!, {})).toEqual([true, "on purpose"]);
    const notes = (await client.query(api.notes!.list!, {})) as string[];
    expect(notes).toContain("outer");
    expect(notes).not.toContain("never seen");
  });

  test("a ConvexError keeps its data, over the wire and between functions", async () => {
    const client = httpClient(server.url);
    const error = await client.mutation(api.notes!.refuses!, {}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConvexError);
    expect((error as ConvexError<never>).data).toEqual({ code: "nope", at: 5n });
    expect(await client.action(api.notes!.catchesRefusal!, {})).toEqual({ code: "nope", at: 5n });
  });

  test("binary and 64-bit values survive the way in and out", async () => {
    const data = new Uint8Array([1, 2, 3]).buffer;
    const result = (await httpClient(server.url).mutation(api.notes!.bytes!, {
      data,
      big: 2n ** 60n,
    })) as never;
    expect(result).toEqual({ length: 3, big: 2n ** 60n + 1n, data });
  });

  test("actions have timers, mutations have none", async () => {
    const client = httpClient(server.url);
    expect(await client.action(api.notes!.slowly!, {})).toBe("rested");
    await expect(client.mutation(api.notes!.timer!, {})).rejects.toThrow("setTimeout");
  });

  test("a nested mutation that is not awaited does not affect the next transaction", async () => {
    const client = httpClient(server.url);
    await client.mutation(api.notes!.dangling!, {});
    await client.mutation(api.notes!.add!, { body: "after dangling" });
    expect(await client.query(api.notes!.list!, {})).toContain("after dangling");
  });

  test("wrong arguments, wrong kinds and unknown names are refused", async () => {
    const client = httpClient(server.url);
    await expect(client.mutation(api.notes!.add!, { body: 5 })).rejects.toThrow("ArgumentValidationError");
    await expect(client.query(api.notes!.add!, { body: "x" })).rejects.toThrow(
      "as Query, but it is defined as Mutation",
    );
    await expect(client.query(api.notes!.none!, {})).rejects.toThrow(
      "Could not find public function for 'notes:none'",
    );
  });

  test("internal functions can be called with the admin key only", async () => {
    await expect(httpClient(server.url).query(api.notes!.secret!, {})).rejects.toThrow(
      "Could not find public function",
    );
    expect(await adminClient(server.url).query(api.notes!.secret!, {})).toBe("for the backend only");
  });

  test("the app sees its environment variables, and a component only those passed to it", async () => {
    const client = httpClient(server.url);
    expect(await client.query(api.who!.env!, {})).toEqual([
      "http://localhost:3000",
      server.siteUrl,
      "undefined",
    ]);
    expect(await client.query(api.who!.child!, {})).toEqual(["Latchkey", null, server.url]);
  });

  test("log lines are in the answer and in the deployment's log", async () => {
    const body = JSON.stringify({ path: "notes:logs", format: "convex_encoded_json", args: [{}] });
    const response = await fetch(`${server.url}/api/query`, { method: "POST", body });
    expect(await response.json()).toEqual({
      status: "success",
      value: null,
      logLines: ["[LOG] 'counted' { to: 3 }"],
    });
    const { entries } = await server.deployment.logs.after(0, 0);
    expect(entries.at(-1)).toMatchObject({ identifier: "notes:logs", udfType: "Query", error: null });
  });

  test("any page may call it: CORS headers are those of Convex", async () => {
    const response = await fetch(`http://localhost:${server.port}/api/query`, {
      method: "OPTIONS",
      headers: { origin: "http://localhost:3000", "access-control-request-headers": "authorization" },
    });
    expect(response.headers.get("access-control-allow-origin")).toBe("http://localhost:3000");
    expect(response.headers.get("access-control-allow-headers")).toContain("authorization");
  });
});

describe("identity", () => {
  test("a JWT of a provider makes the identity, with Convex's names for the claims", async () => {
    const client = httpClient(server.url);
    client.setAuth(
      await signIn.token({ sub: "u1", email: "ada@example.com", email_verified: true, team: "red" }),
    );
    expect(await client.query(api.who!.am!, {})).toEqual({
      tokenIdentifier: "https://issuer.test|u1",
      issuer: "https://issuer.test",
      subject: "u1",
      email: "ada@example.com",
      emailVerified: true,
      team: "red",
    });
  });

  // Convex's rule: validate_id_token in crates/authentication/src/lib.rs has the error codes, five seconds of clock
  // tolerance, and the choice of a key by its id.
  const seconds = () => Math.floor(Date.now() / 1000);
  test.each([
    ["expired", "InvalidAuthHeader", () => signIn.token({ sub: "u1" }, seconds() - 6)],
    [
      "from the future",
      "InvalidAuthHeader",
      () => signIn.token({ sub: "u1" }, "1h", { iat: seconds() + 10 }),
    ],
    [
      "without the id of its key",
      "InvalidAuthHeader",
      () => signIn.token({ sub: "u1" }, "1h", { kid: null }),
    ],
    [
      "of an unknown issuer",
      "NoAuthProvider",
      async () => (await issuer("https://no.test")).token({ sub: "u1" }),
    ],
    ["signed with another key", "InvalidAuthHeader", async () => (await issuer()).token({ sub: "u1" })],
    ["no token at all", "InvalidAuthHeader", () => Promise.resolve("abc")],
  ])("a token that is %s is refused with 401 %s", async (_, code, make) => {
    const headers = { authorization: `Bearer ${await make()}` };
    const body = JSON.stringify({ path: "who:am", args: [{}] });
    const response = await fetch(`${server.url}/api/query`, { method: "POST", headers, body });
    expect([response.status, await response.json()]).toMatchObject([401, { code }]);
  });

  test("the clocks of two machines may be four seconds apart", async () => {
    const client = httpClient(server.url);
    for (const token of [
      await signIn.token({ sub: "u1" }, seconds() - 3),
      await signIn.token({ sub: "u1" }, "1h", { iat: seconds() + 4 }),
    ]) {
      client.setAuth(token);
      expect(await client.query(api.who!.am!, {})).toMatchObject({ subject: "u1" });
    }
  });

  // Convex's rule: ExtractAuthenticationToken in crates/local_backend/src/authentication.rs.
  test.each([
    ["Basic abcdef", 400, "InvalidAdminKey"],
    ["abc", 400, "InvalidHeaderFailure"],
    ["bEaReR abc", 401, "InvalidAuthHeader"],
  ])("Authorization: %s is answered with %i %s", async (authorization, status, code) => {
    const body = JSON.stringify({ path: "who:am", args: [{}] });
    const response = await fetch(`${server.url}/api/query`, {
      method: "POST",
      headers: { authorization },
      body,
    });
    expect([response.status, await response.json()]).toMatchObject([status, { code }]);
  });

  test("a wrong admin key is refused", async () => {
    const headers = { authorization: `Convex ${ADMIN_KEY}x` };
    const body = JSON.stringify({ path: "notes:list", args: [{}] });
    expect((await fetch(`${server.url}/api/query`, { method: "POST", headers, body })).status).toBe(401);
    expect((await fetch(`${server.url}/_latchkey/dump`, { headers })).status).toBe(401);
  });
});

describe("HTTP actions", () => {
  test("get the body, many headers, and the caller's address; answer with several cookies", async () => {
    const response = await fetch(`${server.siteUrl}/echo`, {
      method: "POST",
      body: "ping",
      headers: [
        ["x-many", "1"],
        ["x-many", "2"],
        ["x-forwarded-for", "6.6.6.6"],
      ],
    });
    expect([response.status, await response.text()]).toEqual([201, "ping"]);
    expect(response.headers.get("x-ip")).toBe("127.0.0.1");
    expect(response.headers.get("x-many")).toBe("1, 2");
    expect(response.headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2, still b; Path=/"]);
  });

  test("have the identity of the bearer token if it belongs to a user of the app", async () => {
    const authorization = `Bearer ${await signIn.token({ sub: "u1", email: "ada@example.com" })}`;
    const response = await fetch(`${server.siteUrl}/deep/er?x=1`, { headers: { authorization } });
    expect(await response.json()).toEqual({ url: `${server.siteUrl}/deep/er?x=1`, who: "ada@example.com" });
  });

  // Convex's rule: Identity::Unknown(Some) in crates/isolate/src/environment/action/task_executor.rs, from
  // http_actions.rs.
  test("accept another kind of token in the header, and throw only if they ask for the identity", async () => {
    const headers = { authorization: "Bearer lk_opaque" };
    const echo = await fetch(`${server.siteUrl}/echo`, { method: "POST", body: "hello", headers });
    expect([echo.status, await echo.text()]).toEqual([201, "hello"]);
    const asking = await fetch(`${server.siteUrl}/deep/er`, { headers });
    expect(asking.status).toBe(500);
    expect(await asking.json()).toMatchObject({ trace: expect.stringContaining("Could not validate token") });
    const inside = await fetch(`${server.siteUrl}/deep/inside`, { headers });
    expect(await inside.json()).toMatchObject({ who: null });
  });

  test("answer 404 if there is no route, and 500 if the action throws", async () => {
    expect((await fetch(`${server.siteUrl}/nothing`)).status).toBe(404);
    const broken = await fetch(`${server.siteUrl}/broken`);
    expect(broken.status).toBe(500);
    expect(((await broken.json()) as { trace: string }).trace).toContain("Uncaught Error: broken");
  });
});
