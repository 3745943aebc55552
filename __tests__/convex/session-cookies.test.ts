/**
 * The exchange signs its cookies without a Better Auth instance. They must equal the cookies that an instance would
 * set.
 */
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { JWT_COOKIE_NAME } from "@convex-dev/better-auth/plugins";
import { betterAuth } from "better-auth/minimal";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { symmetricEncrypt } from "better-auth/crypto";
import type { BetterAuthPlugin, Session, User } from "better-auth/types";
import { z } from "zod";
import { internal } from "@/convex/_generated/api";
import { createAuth } from "@/convex/auth";
import { askAndRead, type Browser, followLink, newBrowser } from "./support/browser";
import { signIn, tokenOf } from "./support/people";
import { MINUTE, advance, type World, start } from "./support/world";
import { addAuthRow, authRows, changeAuthRows, counts, type Row } from "./support/tables";

const ADA = "ada@example.com";

let world: World;

/**
 * A plugin for the test. It begins no session, but makes Better Auth set the cookies of an existing session and user.
 */
const setsCookies = {
  id: "sets-cookies",
  endpoints: {
    setCookies: createAuthEndpoint(
      // The Convex plugin adds its JWT cookie only to paths under /sign-in.
      "/sign-in/for-a-test",
      { method: "POST", body: z.object({ session: z.custom<Session>(), user: z.custom<User>() }) },
      async (ctx) => {
        await setSessionCookie(ctx, ctx.body, false);
        return ctx.json(null);
      },
    ),
  },
} satisfies BetterAuthPlugin;

/** A row in the form that Better Auth uses: times are `Date` objects, and the id is called `id`. */
function asTheirs({ _id, ...row }: Row): never {
  const dated = Object.entries(row).map(([name, value]) => [
    name,
    name.endsWith("At") ? new Date(Number(value)) : value,
  ]);
  return { ...Object.fromEntries(dated), id: _id } as never;
}

/** The cookies that the instance behind /api/auth, with its real options, sets for the one session in the table. */
async function theirCookies(): Promise<string[]> {
  const [[session], [user]] = await Promise.all([authRows(world.t, "session"), authRows(world.t, "user")]);
  const body = { session: asTheirs(session!), user: asTheirs(user!) };
  return world.t.run(async (ctx) => {
    const { options } = createAuth(ctx as never);
    const auth = betterAuth({ ...options, plugins: [...options.plugins, setsCookies] });
    const { headers } = await auth.api.setCookies({ body, returnHeaders: true });
    return headers.getSetCookie();
  });
}

async function exchange(): Promise<string[]> {
  const { url } = await world.t.mutation(internal.loginLinks.mint, { email: ADA, name: "Ada Ünal; x" });
  const result = await followLink(world, tokenOf(url), await newBrowser());
  return result.ok ? result.setCookies : [];
}

describe("the cookies are byte for byte those of Better Auth", () => {
  // Each JWT has a random id of its own. Here all of them get the same one.
  beforeEach(() => {
    jest.spyOn(crypto, "randomUUID").mockReturnValue("00000000-0000-4000-8000-000000000000");
  });
  afterEach(() => void jest.restoreAllMocks());

  test.each(["https://latchkey.example", "http://localhost:3000", "https://latchkey.example:8443"])(
    "on %s",
    async (SITE_URL) => {
      world = await start({ SITE_URL });
      const ours = await exchange();
      expect(ours).toHaveLength(2);
      expect(ours[1]).toContain(`.${JWT_COOKIE_NAME}=eyJ`);
      expect(ours).toEqual(await theirCookies());
    },
  );

  test("when a lost answer is repeated a minute later", async () => {
    world = await start();
    const browser = await newBrowser();
    const { token } = await askAndRead(world, ADA, browser);
    await followLink(world, token, browser);
    advance(MINUTE);
    const again = await followLink(world, token, browser);
    expect(again).toMatchObject({ ok: true, setCookies: await theirCookies() });
  });

  test("with the newest of several keys", async () => {
    world = await start();
    const [old] = await authRows(world.t, "jwks");
    const { _id, _creationTime, createdAt, ...key } = old!;
    await addAuthRow(world.t, "jwks", { ...key, createdAt: Number(createdAt) + 1 });
    const ours = await exchange();
    expect(ours).toEqual(await theirCookies());
    const [header = ""] = ours[1]!.split("=")[1]!.split(".");
    expect(JSON.parse(atob(header))).not.toMatchObject({ kid: _id });
  });
});

describe("if no JWT can be signed, the exchange throws and the link stays unspent:", () => {
  let browser: Browser;
  let token: string;
  const secret = () => process.env["BETTER_AUTH_SECRET"]!;
  beforeEach(async () => {
    world = await start();
    browser = await newBrowser();
    ({ token } = await askAndRead(world, ADA, browser));
  });

  async function staysUnspent(why: string, mend: () => Promise<void> | void): Promise<void> {
    await expect(followLink(world, token, browser)).rejects.toThrow(why);
    expect(await counts(world.t)).toMatchObject({ users: 0, sessions: 0, usableLinks: 1 });
    await mend();
    expect(await followLink(world, token, browser)).toMatchObject({ ok: true, isNewUser: true });
  }

  test("the secret was changed, and the key is encrypted with the old one", async () => {
    const old = secret();
    process.env["BETTER_AUTH_SECRET"] = "another secret, as long as the one before it";
    await staysUnspent("cannot be decrypted", () => void (process.env["BETTER_AUTH_SECRET"] = old));
  });

  test("there is no key", async () => {
    const [key] = await authRows(world.t, "jwks");
    await changeAuthRows(world.t, (db) => db.delete(key!._id as never));
    await staysUnspent("there is no key", () =>
      world.t.action(internal.signingKeys.ensure, {}).then(() => undefined),
    );
  });

  test.each([
    ["no JSON", "not a key"],
    ["a key of another kind", '{"kty":"oct","k":"c2VjcmV0"}'],
    ["half a key", '{"kty":"RSA","n":"AQAB","e":"AQAB"}'],
  ])("the encrypted value is %s", async (_, data) => {
    const privateKey = JSON.stringify(await symmetricEncrypt({ key: secret(), data }));
    const [key] = await authRows(world.t, "jwks");
    const set = (value: string) =>
      changeAuthRows(world.t, (db) => db.patch(key!._id as never, { privateKey: value }));
    await set(privateKey);
    await staysUnspent("", () => set(String(key!.privateKey)));
  });
});

test("Better Auth can read a session that an exchange began", async () => {
  world = await start();
  const { cookies, sessionId } = await signIn(world, ADA);
  const cookie = Object.entries(cookies).map(([name, { value }]) => `${name}=${value}`);
  const response = await world.t.fetch("/api/auth/get-session", { headers: { cookie: cookie.join("; ") } });
  expect(await response.json()).toMatchObject({ session: { id: sessionId }, user: { email: ADA } });
});
