/** The cookie by which a browser is recognised. It is set where a session begins, and nowhere else. */
import { describe, expect, it } from "@jest/globals";
import { readCookie, respond, sha256Hex } from "@latchkey/login-links/http";

Object.assign(process.env, {
  NEXT_PUBLIC_CONVEX_URL: "http://localhost:3210",
  NEXT_PUBLIC_CONVEX_SITE_URL: "http://localhost:3211",
  SITE_URL: "http://localhost:3000",
  INTERNAL_PROXY_SECRET: "s".repeat(32),
});
const { deviceHashOf, withDeviceCookie } = await import("@/lib/server/device-cookie");

const SECRET = "a".repeat(43);
const SESSION = "better-auth.session_token=abc; Path=/; HttpOnly";
const from = (cookie = "") => new Request("http://localhost:3000/login/callback", { headers: { cookie } });

/** The hash that Convex gets during the request, the cookie's line in the response, and the secret in it. */
async function answerTo(request: Request, setCookies: string[] = [SESSION]) {
  let hash: string | null = null;
  const response = await withDeviceCookie(async (seen) => {
    hash = await deviceHashOf(seen);
    return respond(303, {}, setCookies);
  })(request);
  const line = response.headers.getSetCookie().find((one) => one.startsWith("latchkey-device="));
  return { hash, line, secret: line ? readCookie(line.split(";")[0] ?? "", "latchkey-device") : null };
}

describe("a browser in which a session begins", () => {
  it("gets a secret that scripts cannot read, and Convex gets its hash", async () => {
    const { hash, line, secret } = await answerTo(from());
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(hash).toBe(await sha256Hex(secret ?? ""));
    expect(line).toContain("; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax");
  });

  it("keeps its secret, with a new expiry", async () => {
    const { hash, secret } = await answerTo(from(`latchkey-device=${SECRET}`));
    expect([secret, hash]).toEqual([SECRET, await sha256Hex(SECRET)]);
  });

  it.each(["", "short", `${SECRET}!`, `${SECRET}a`])(
    "does not keep %j, which is not one of our secrets",
    async (value) => {
      const { secret } = await answerTo(from(`latchkey-device=${value}`));
      expect(secret).toMatch(/^[\w-]{43}$/);
      expect(secret).not.toBe(value);
    },
  );
});

it.each([
  ["no cookie", []],
  ["a session that has ended", ["better-auth.session_token=; Path=/; Max-Age=0"]],
  ["another cookie", ["latchkey-link=abc; Path=/"]],
])("an answer with %s sets none", async (_what, setCookies) => {
  expect((await answerTo(from(), setCookies)).line).toBeUndefined();
});

it("a browser without the cookie counts as unknown", async () => {
  expect(await deviceHashOf(from())).toBeNull();
  expect(await deviceHashOf(from(`latchkey-device=${SECRET}`))).toBe(await sha256Hex(SECRET));
});
