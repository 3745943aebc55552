/** A visit is stored after the response was sent, and the response does not depend on that. */
import { afterAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { randomSecret, sha256Hex, signClaim } from "@latchkey/login-links/http";
import { startServer } from "../../support/http-server";

let status = 200;
const convex = await startServer((_seen, response) => {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ status: "success", value: null, logLines: [] }));
});
afterAll(convex.close);
const SITE = "http://localhost:3000";
const SECRET = "s".repeat(32);
Object.assign(process.env, {
  NEXT_PUBLIC_CONVEX_URL: convex.url,
  NEXT_PUBLIC_CONVEX_SITE_URL: convex.url,
  SITE_URL: SITE,
  INTERNAL_PROXY_SECRET: SECRET,
  TRUSTED_IP_HEADER: "x-real-ip",
});
const { withVisits } = await import("@/lib/server/link-visits");
const { signIn } = await import("@/lib/server/sign-in");

const TOKEN = randomSecret();
const LINK = `${SITE}/login/callback?token=${TOKEN}`;
let later: (() => Promise<void>)[];
const callback = withVisits(signIn.callback, (task) => later.push(task));
const get = (url = LINK, init: RequestInit = {}) =>
  callback(new Request(url, { headers: { "x-real-ip": "198.51.100.7", "user-agent": "curl/8" }, ...init }));
const told = () => convex.seen.map(({ body }) => JSON.parse(body) as { path: string; args: [Told] });
interface Told {
  tokenHash: string;
  attemptHash?: string;
  isHead: boolean;
  client: { claim: { address: string; at: number; signature: string } };
}

beforeEach(() => {
  later = [];
  status = 200;
  convex.seen.length = 0;
  jest.restoreAllMocks();
  jest.spyOn(console, "log").mockImplementation(() => undefined);
});

test("a GET is answered before the visit is stored", async () => {
  const response = await get();
  expect([response.status, response.headers.get("location")]).toEqual([303, "/login/confirm"]);
  expect(convex.seen).toEqual([]);
  expect(later).toHaveLength(1);
});

test("the call has the hashes of token and attempt, and is signed with the caller's address", async () => {
  const response = await get();
  await later[0]!();
  const [{ path, args } = { path: "", args: [] }] = told();
  const [{ client, ...note }] = args as [Told];
  const attempt = /latchkey-link=[^.]+\.([\w-]+)/.exec(response.headers.getSetCookie().join())?.[1];
  expect(path).toBe("linkVisits:note");
  expect(note).toEqual({
    tokenHash: await sha256Hex(TOKEN),
    attemptHash: await sha256Hex(attempt ?? ""),
    isHead: false,
    agent: "program",
    fetching: "unknown",
  });
  const { at } = client.claim;
  expect(client.claim).toEqual(await signClaim(SECRET, path, { address: "198.51.100.7", at }));
  expect(convex.seen.map(({ body }) => body).join()).not.toContain(TOKEN);
});

test("HEAD is stored too, and is still answered with 204", async () => {
  expect((await get(LINK, { method: "HEAD" })).status).toBe(204);
  await later[0]!();
  expect(told()[0]!.args[0]).toMatchObject({ isHead: true });
});

test("a request without a token and the form of the confirm page are not stored", async () => {
  await get(`${SITE}/login/callback`);
  await get(LINK, { method: "POST", body: "" });
  expect(later).toEqual([]);
});

describe("if Convex fails", () => {
  test("the response is the same, and the failure is logged without the link", async () => {
    const good = await get();
    status = 500;
    const bad = await get();
    await expect(later[1]!()).resolves.toBeUndefined();
    const facts = ({ status, headers }: Response) => [status, headers.get("location"), [...headers.keys()]];
    expect(facts(bad)).toEqual(facts(good));
    const lines = jest.mocked(console.log).mock.calls.join();
    expect(lines).toContain("visit.not_noted");
    expect(lines).not.toContain(TOKEN);
  });

  test("at most twenty calls run at once", async () => {
    for (let i = 0; i < 30; i++) await get();
    await Promise.all(later.map((task) => task()));
    expect(convex.seen).toHaveLength(20);
    await get();
    await later.at(-1)!();
    expect(convex.seen).toHaveLength(21);
  });
});
