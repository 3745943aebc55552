/** The site's address and the caller's address are never read from headers that the caller can write. */
import { rowsOf } from "./support/deployment";
import { linkIn } from "./support/mailbox";
import { expectAsked, expectSignedIn } from "./support/outcomes";
import { siteUrl } from "./support/stack";
import { expect, test } from "./support/test";
import { NAVIGATION, OWN_FORM, send, Visitor } from "./support/visitor";

/** The URL that the form redirects to. `asked` is the minute of the request. */
const AFTER_ASKING = new RegExp(`^${siteUrl}/login\\?next=/dashboard&asked=\\d+$`);
const EVIL = "evil.example";
const ELSEWHERE = "203.0.113.66";

const FORGED: Record<string, Record<string, string>> = {
  Host: { host: EVIL, origin: `http://${EVIL}` },
  "X-Forwarded-Host": { "x-forwarded-host": EVIL, origin: `http://${EVIL}` },
  "X-Forwarded-Proto and -Port": { "x-forwarded-proto": "https", "x-forwarded-port": "4443" },
  "X-Forwarded-For": { "x-forwarded-for": ELSEWHERE },
  "a chain of X-Forwarded-For": { "x-forwarded-for": `${ELSEWHERE}, 198.51.100.1, ${ELSEWHERE}` },
  Forwarded: { forwarded: `for=${ELSEWHERE};host=${EVIL};proto=https` },
  "headers of other proxies": {
    "x-real-ip": ELSEWHERE,
    "x-client-ip": ELSEWHERE,
    "true-client-ip": ELSEWHERE,
    "cf-connecting-ip": ELSEWHERE,
    "x-vercel-forwarded-for": ELSEWHERE,
    "x-original-host": EVIL,
  },
  "headers that Latchkey itself sets": {
    "x-latchkey-client-ip": ELSEWHERE,
    "x-better-auth-forwarded-host": EVIL,
    "x-nonce": "guessed",
  },
};
FORGED["all of it"] = Object.assign({}, ...Object.values(FORGED)) as Record<string, string>;

for (const [what, forged] of Object.entries(FORGED)) {
  test(`${what}, forged, changes neither the mailed link nor the caller whose limit is used`, async ({
    mailbox,
    address,
  }) => {
    const person = new Visitor();
    const asked = await person.ask(address, "/login", forged);
    expect(asked.status).toBe(303);
    expect(new URL(asked.headers.location!, siteUrl).href).toMatch(AFTER_ASKING);
    const link = linkIn(await mailbox.newest(address));
    expect(new URL(link).origin).toBe(siteUrl);

    const stranger = new Visitor();
    expectAsked(stranger, await stranger.open(link, forged));
    const answer = await stranger.submit("/login/callback", {}, { ...OWN_FORM, ...forged });
    expectSignedIn(stranger, answer);

    const { links, audit, sessions } = await rowsOf(address);
    const seen = [
      ...links.map(({ requestedFrom }) => requestedFrom?.ipAddress),
      ...audit.map(({ ipAddress }) => ipAddress),
      ...sessions.map(({ ipAddress }) => ipAddress),
    ];
    expect(seen.length).toBeGreaterThanOrEqual(4);
    expect(seen.filter((ip) => !/^(::ffff:)?127\.0\.0\.1$|^::1$/.test(String(ip)))).toEqual([]);
  });
}

test("a visitor without a session is sent to the site's own /login, whatever Host the request has", async () => {
  for (const forged of Object.values(FORGED)) {
    const { status, headers } = await send("GET", "/dashboard", { headers: { ...NAVIGATION, ...forged } });
    expect(status).toBe(307);
    expect(new URL(headers.location!, siteUrl).href).toBe(`${siteUrl}/login?next=/dashboard`);
  }
});

test("a form whose Origin matches a forged Host counts as from another site", async ({
  mailbox,
  address,
}) => {
  const person = new Visitor();
  await person.ask(address);
  await person.open(linkIn(await mailbox.newest(address)), { "sec-fetch-dest": "empty" });
  for (const host of ["host", "x-forwarded-host"]) {
    const headers = { [host]: EVIL, origin: `http://${EVIL}` };
    expect((await person.submit("/login/callback", {}, headers)).status).toBe(403);
  }
  expect((await rowsOf(address)).sessions).toEqual([]);
});

test("no page repeats a forged host", async () => {
  for (const path of ["/", "/login", "/login/confirm", "/nowhere"]) {
    const { body, headers } = await send("GET", path, { headers: { ...NAVIGATION, ...FORGED["all of it"] } });
    expect(body + JSON.stringify(headers)).not.toContain(EVIL);
  }
});
