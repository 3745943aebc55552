/**
 * Who may call what. The table must name every function that is exported, so that a new one without a row fails here;
 * each is called as everybody and must refuse on its own.
 */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { makeFunctionReference } from "convex/server";
import { internal } from "@/convex/_generated/api";
import crons from "@/convex/crons";
import http from "@/convex/http";
import { newBrowser } from "./support/browser";
import { exportedFunctions } from "./support/deployment";
import { ADMIN, type Person, signIn } from "./support/people";
import { type Scene, start } from "./support/scene";

type Role = "anonymous" | "member" | "marketer" | "admin";
const ROLES: Role[] = ["anonymous", "member", "marketer", "admin"];

/** The least role that may call it. */
const WHO: Record<string, Role> = {
  "apiKeys:create": "admin",
  "apiKeys:list": "admin",
  "apiKeys:revoke": "admin",
  "loginLinks:create": "admin",
  "loginLinks:exchange": "anonymous",
  "loginLinks:list": "admin",
  "loginLinks:peek": "anonymous",
  "loginLinks:renew": "anonymous",
  "loginLinks:request": "anonymous",
  "loginLinks:revoke": "admin",
  "profile:update": "member",
  "sessions:list": "member",
  "sessions:revoke": "member",
  "sessions:revokeOthers": "member",
  "users:current": "anonymous",
};

let scene: Scene;
let callers: Record<Role, Pick<Person["as"], "query" | "mutation">>;
let args: Record<string, Record<string, unknown>>;

beforeAll(async () => {
  scene = await start();
  const member = await signIn(scene, "member@example.com");
  const marketer = await signIn(scene, "marketer@example.com");
  const admin = await signIn(scene, ADMIN);
  await makeMarketer(marketer);
  callers = { anonymous: scene.t, member: member.as, marketer: marketer.as, admin: admin.as };
  args = await someArguments();
});

function makeMarketer({ userId }: Person) {
  return scene.t.run(async ({ db }) => {
    const row = (await db.query("members").collect()).find((candidate) => candidate.userId === userId);
    await db.patch("members", row!._id, { role: "marketer" });
  });
}

/** Arguments that are valid, so that nothing but who calls can refuse them. */
async function someArguments() {
  const { linkId } = await scene.t.mutation(internal.loginLinks.mint, { email: "ada@example.com" });
  const apiKeyId = await scene.t.run(({ db }) =>
    db.insert("apiKeys", { name: "x", keyHash: "x", prefix: "x", createdBy: "x" }),
  );
  const { browserHash, attempt } = await newBrowser();
  const client = { userAgent: null };
  return {
    "apiKeys:create": { name: "shop" },
    "apiKeys:revoke": { apiKeyId },
    "loginLinks:create": { email: "bob@example.com" },
    "loginLinks:exchange": { proof: { kind: "token", token: "x" }, attempt, client },
    "loginLinks:list": { paginationOpts: { numItems: 1, cursor: null }, minute: 0 },
    "loginLinks:peek": { token: "x", minute: 0 },
    "loginLinks:renew": { token: "x", browserHash, client },
    "loginLinks:request": { email: "x", browserHash, client },
    "loginLinks:revoke": { linkId },
    "profile:update": { name: "x" },
    "sessions:revoke": { sessionId: "not-a-session" },
  };
}

/** The code of the refusal, or "allowed", which takes in that what was asked for is not there. */
async function outcome(path: string, role: Role): Promise<string> {
  const { type } = (await exportedFunctions()).find((candidate) => candidate.path === path)!;
  const caller = callers[role];
  const call =
    type === "query"
      ? caller.query(makeFunctionReference<"query">(path), args[path] ?? {})
      : caller.mutation(makeFunctionReference<"mutation">(path), args[path] ?? {});
  return call.then(
    () => "allowed",
    (error: { data?: { code?: string } }) => {
      const code = error.data?.code;
      if (code === "not_found") return "allowed";
      if (code === undefined) throw error;
      return code;
    },
  );
}

test("the table names each public function, and no other", async () => {
  const functions = (await exportedFunctions()).filter(({ isPublic }) => isPublic);
  expect(functions.map(({ path }) => path).sort()).toEqual(Object.keys(WHO).sort());
});

describe.each(Object.entries(WHO))("%s, for %s and above", (path, least) => {
  test.each(ROLES)("called by %s", async (role) => {
    const mayCall = ROLES.indexOf(role) >= ROLES.indexOf(least);
    const refusal = role === "anonymous" ? "unauthenticated" : "forbidden";
    expect(await outcome(path, role)).toBe(mayCall ? "allowed" : refusal);
  });
});

test("no action is public: what reaches the outside is started from inside", async () => {
  const actions = (await exportedFunctions()).filter(({ type }) => type === "action");
  expect(actions.length).toBeGreaterThan(0);
  expect(actions.filter(({ isPublic }) => isPublic)).toEqual([]);
});

test("over HTTP there is Better Auth, the one endpoint for links, and the discovery that auth needs", () => {
  const routes = http.getRoutes().map(([path, method]) => `${method} ${path}`);
  expect(routes.sort()).toEqual([
    "GET /.well-known/openid-configuration",
    "GET /api/auth/*",
    "POST /api/auth/*",
    "POST /api/login-links",
  ]);
});

test("what runs by the clock exists, and is internal", async () => {
  const targets = Object.values(crons.crons).map(({ name }) => name);
  expect(targets).toEqual(["loginLinks:sweep"]);
  const internals = (await exportedFunctions()).filter(({ isPublic }) => !isPublic).map(({ path }) => path);
  for (const target of targets) expect(internals).toContain(target);
});
