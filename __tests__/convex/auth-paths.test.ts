/** The Convex site serves only those Better Auth endpoints that Latchkey uses. */
import { beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { createAuth } from "@/convex/auth";
import { cookieHeader, type Person, signIn } from "./support/people";
import { type World, start } from "./support/world";
import { authRows } from "./support/tables";

const SERVED = [
  "GET /get-session",
  "POST /sign-out",
  "GET /convex/token",
  "GET /convex/jwks",
  "GET /convex/.well-known/openid-configuration",
];
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const SITE = "https://latchkey.example";

let world: World;
let ada: Person;
let paths: string[];

beforeAll(async () => {
  world = await start();
  ada = await signIn(world, "ada@example.com");
  paths = await world.t.run(async (ctx) => {
    const endpoints: { path?: string }[] = Object.values(createAuth(ctx as never).api);
    return [...new Set(endpoints.flatMap(({ path }) => (path ? [path] : [])))];
  });
});

function ask(method: string, path: string, headers: Record<string, string> = {}, body = '{"name":"x"}') {
  return world.t.fetch(path, {
    method,
    headers: {
      cookie: cookieHeader(ada.cookies),
      origin: SITE,
      "content-type": "application/json",
      ...headers,
    },
    ...(["GET", "HEAD"].includes(method) ? {} : { body }),
  });
}

const isServed = (method: string, path: string) => SERVED.includes(`${method} ${path}`);

test("the instance has many more endpoints than are used, and all that are used", () => {
  expect(paths.length).toBeGreaterThan(25);
  for (const served of SERVED) expect(paths).toContain(served.split(" ")[1]);
});

describe.each(METHODS)("%s", (method) => {
  test("unused endpoints answer as if they did not exist", async () => {
    const words = async (path: string) => {
      const answer = await ask(method, `/api/auth${path}`);
      return [answer.status, (await answer.text()).replace(path, "")];
    };
    const [status, text] = await words("/never-was");
    expect(status).toBe(404);
    for (const path of paths.filter((candidate) => !isServed(method, candidate))) {
      expect([path, ...(await words(path))]).toEqual([path, status, text]);
    }
    expect(await authRows(world.t, "session")).toHaveLength(1);
    expect(await authRows(world.t, "user")).toMatchObject([{ name: "" }]);
  });

  test.each<[string, (path: string) => string]>([
    ["a slash at the end", (path) => `/api/auth${path}/`],
    ["two slashes", (path) => `/api/auth/${path}`],
    ["capitals", (path) => `/api/auth${path.toUpperCase()}`],
    ["an escape", (path) => `/api/auth${path.replace("-", "%2d").replace("/", "/%2e/")}`],
    ["an escaped slash", (path) => `/api/auth%2f${path.slice(1)}`],
    ["a served path before it", (path) => `/api/auth/get-session%2f..${path}`],
    ["a semicolon", (path) => `/api/auth${path};x=1`],
    ["the base path twice", (path) => `/api/auth/api/auth${path}`],
  ])("unused endpoints cannot be reached with %s either", async (_what, spell) => {
    for (const path of paths.filter((candidate) => !isServed(method, candidate))) {
      const answer = await ask(method, spell(path));
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });
});

test("used endpoints answer", async () => {
  for (const served of SERVED.filter((one) => one.startsWith("GET"))) {
    const path = served.split(" ")[1] ?? "";
    expect([path, (await ask("GET", `/api/auth${path}`)).status]).toEqual([path, 200]);
  }
});

describe("a hostile request", () => {
  const GARBAGE = ["100%", "%E0%A4%A", "t.s", `${"t".repeat(32)}.%`, `${"t".repeat(32)}.${"!".repeat(44)}`];

  beforeEach(() => {
    jest.spyOn(console, "error").mockClear();
  });

  test.each(GARBAGE)(
    "with the session cookie %p counts as signed out, and leads to no error",
    async (value) => {
      for (const name of ["__Host-latchkey.session_token", "better-auth.session_token", "x.convex_jwt"]) {
        const headers = { cookie: `${name}=${value}` };
        expect((await ask("GET", "/api/auth/convex/token", headers)).status).toBe(401);
        expect(await (await ask("GET", "/api/auth/get-session", headers)).json()).toBeNull();
        expect((await ask("POST", "/api/auth/sign-out", headers)).status).toBe(200);
      }
      expect(console.error).not.toHaveBeenCalled();
    },
  );

  test("with a body longer than any of ours is refused", async () => {
    const long = JSON.stringify({ x: "a".repeat(64 * 1024) });
    expect((await ask("POST", "/api/auth/sign-out", {}, long)).status).toBe(413);
    expect(await authRows(world.t, "session")).toHaveLength(1);
  });
});

describe("the length of other bodies", () => {
  const long = JSON.stringify({ email: "a".repeat(300_000) });

  test.each([
    ["/api/login-links", { authorization: "Bearer lk_x" }],
    ["/resend/webhook", { "svix-id": "x" }],
  ])("is limited for %s", async (path, headers) => {
    expect((await ask("POST", path, headers as Record<string, string>, long)).status).toBe(413);
  });
});
