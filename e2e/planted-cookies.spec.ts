/**
 * With https, cookies that a subdomain or somebody on the network can set sign nobody in. The tests use a Next server
 * that is configured for https. The sessions come from the deployment that all tests share, which is not.
 */
import { mint } from "./support/deployment";
import { type NextServer, startNext } from "./support/next-server";
import { expect, newAddress, test } from "./support/test";
import { NAVIGATION, send, Visitor } from "./support/visitor";

interface Account {
  address: string;
  session: string;
  jwt: string;
}

let next: NextServer;
let victim: Account;
let attacker: Account;

test.beforeAll(async () => {
  next = await startNext({ site: "https://latchkey.localhost" });
  [victim, attacker] = await Promise.all([newAccount(), newAccount()]);
});
test.afterAll(() => next.kill());

async function newAccount(): Promise<Account> {
  const address = newAddress();
  const visitor = new Visitor();
  await visitor.continueWith(await mint({ email: address }));
  const [session, jwt] = ["session_token", "convex_jwt"].map((name) =>
    visitor.cookies.get(`better-auth.${name}`),
  );
  return { address, session: session!, jwt: jwt! };
}

const open = (cookie: string) => send("GET", "/dashboard", { headers: { ...NAVIGATION, cookie } }, next.url);

const cookiesOf = ({ session, jwt }: Account, prefix: string) =>
  `${prefix}.session_token=${session}; ${prefix}.convex_jwt=${jwt}`;

const OWN = "__Host-latchkey";
/** Prefixes that a subdomain or a plain http response can set, and prefixes that careless code would accept as ours. */
const WEAK = [
  "better-auth",
  "__Secure-better-auth",
  "__Secure-__Host-latchkey",
  "__Secure-latchkey",
  "latchkey",
  "__host-latchkey",
  "__Host-better-auth",
];

test("a person's own cookies sign in", async () => {
  const { status, body } = await open(cookiesOf(victim, OWN));
  expect([status, body.includes(victim.address)]).toEqual([200, true]);
});

for (const prefix of WEAK) {
  test(`cookies that begin with ${prefix}. sign nobody in or out`, async () => {
    const { status, headers } = await open(cookiesOf(attacker, prefix));
    expect([status, headers.location]).toEqual([307, "https://latchkey.localhost/login?next=/dashboard"]);
    for (const cookie of [
      `${cookiesOf(attacker, prefix)}; ${cookiesOf(victim, OWN)}`,
      `${cookiesOf(victim, OWN)}; ${cookiesOf(attacker, prefix)}`,
    ]) {
      const { body } = await open(cookie);
      expect([body.includes(victim.address), body.includes(attacker.address)]).toEqual([true, false]);
    }
  });
}

test("a JWT signs nobody in without its session", async () => {
  const jwt = `${OWN}.convex_jwt=${attacker.jwt}`;
  for (const cookie of [
    jwt,
    `${jwt}; ${OWN}.session_token=${victim.session}`,
    `${OWN}.session_token=${victim.session}; ${jwt}`,
    `${jwt}; ${OWN}.session_token=junk`,
    `${jwt}; better-auth.session_token=${attacker.session}`,
  ]) {
    const { status, body } = await open(cookie);
    expect([status === 200, body.includes(attacker.address)]).toEqual([false, false]);
  }
});

test("every cookie is bound to this host", async () => {
  const link = `/login/callback?token=${"x".repeat(43)}`;
  const { setCookies, headers } = await send("GET", link, { headers: NAVIGATION }, next.url);
  expect(setCookies).toHaveLength(1);
  expect(setCookies[0]).toMatch(
    /^__Host-latchkey-link=[\w.-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
  );
  expect(headers["strict-transport-security"]).toContain("max-age=");
});

test("a pending cookie with another name does not make a browser the one that asked", async () => {
  const pending = `${"s".repeat(43)}.${Date.now()}.`;
  const { body } = await send(
    "GET",
    "/login",
    {
      headers: { ...NAVIGATION, cookie: `latchkey-pending=${pending}; __Secure-latchkey-pending=${pending}` },
    },
    next.url,
  );
  expect(body).not.toContain("6-digit code");
});
