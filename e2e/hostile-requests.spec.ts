/**
 * Malformed cookies and headers that no browser sends by itself. A person whose request has them can still use their
 * link.
 */
import { mint, rowsOf } from "./support/deployment";
import { linkIn } from "./support/mailbox";
import { expectSignedIn } from "./support/outcomes";
import { askForLink, expectDashboardOf } from "./support/pages";
import { siteUrl } from "./support/stack";
import { expect, test } from "./support/test";
import { OWN_FORM, Visitor } from "./support/visitor";

const MALFORMED = [
  "100%",
  "%",
  "%E0%A4%A",
  "%00",
  ".",
  "%zz.%zz",
  "eyJhbGciOiJub25lIn0.eyJ9.x",
  "t.s%3D",
  '"',
];
const NAMES = ["session_token", "convex_jwt", "session_data", "dont_remember"].map(
  (name) => `better-auth.${name}`,
);
const OURS = ["latchkey-pending", "latchkey-color-scheme"];

for (const value of MALFORMED) {
  test(`cookies of ${value} do not keep anybody from using their link`, async ({ address }) => {
    const visitor = new Visitor();
    for (const name of [...NAMES, ...OURS]) visitor.cookies.set(name, value);
    const link = await mint({ email: address });
    expect((await visitor.open(link)).headers.location).toBe("/login/confirm");
    expect((await visitor.open("/login/confirm")).status).toBe(200);
    expectSignedIn(visitor, await visitor.submit("/login/callback"));
    expect(visitor.sessionToken).not.toBe(value);
    expect((await rowsOf(address)).sessions).toHaveLength(1);
  });
}

const ODD_HEADERS: Record<string, string>[] = [
  { expect: "100-continue" },
  { upgrade: "h2c" },
  { te: "trailers", "keep-alive": "timeout=5" },
  { authorization: "Bearer nonsense" },
  { "content-type": "\u00e9;boundary=\u00ff" },
  { "accept-language": "\u00ff".repeat(2_000), "user-agent": "\u00fe".repeat(2_000) },
  { "x-forwarded-host": "[", "x-forwarded-proto": ":", "x-forwarded-for": "%" },
  { "x-forwarded-port": "-1", forwarded: 'for="_' },
  { "accept-encoding": "identity;q=x", range: "bytes=9-1", "if-none-match": "*" },
  { cookie: `${"a=b; ".repeat(1_500)}latchkey-link=%; ;;==; better-auth.session_token` },
  { "next-action": "x", "next-router-state-tree": "%", "next-url": "%" },
];

for (const headers of ODD_HEADERS) {
  test(`a request with a hostile ${Object.keys(headers).join(", ")} is answered like any other`, async ({
    address,
  }) => {
    const visitor = new Visitor();
    const link = await mint({ email: address });
    const { status } = await visitor.open(link, headers);
    expect(status).toBe(303);
    expect((await visitor.open("/login/confirm", headers)).status).toBeLessThan(500);
    expect((await visitor.open("/login", headers)).status).toBeLessThan(500);
    expect((await rowsOf(address)).links.filter(({ usedAt }) => usedAt !== undefined)).toEqual([]);
    await visitor.open(link);
    const { cookie: _cookie, "content-type": _type, ...rest } = headers;
    const answer = await visitor.submit("/login/callback", {}, { ...OWN_FORM, ...rest });
    expectSignedIn(visitor, answer);
  });
}

test("a browser with a planted session cookie is signed in by its own link", async ({
  page,
  context,
  mailbox,
  address,
}) => {
  await context.addCookies(
    NAMES.map((name) => ({ name, value: "100%", url: siteUrl, httpOnly: true, sameSite: "Lax" as const })),
  );
  await askForLink(page, address);
  await page.goto(linkIn(await mailbox.newest(address)));
  await expectDashboardOf(page, address);
  expect((await rowsOf(address)).sessions).toHaveLength(1);
});

test("a browser with a planted session cookie is signed in by the button of the confirm page", async ({
  page,
  context,
  address,
}) => {
  await context.addCookies([{ name: "better-auth.session_token", value: "%E0%A4%A", url: siteUrl }]);
  await page.goto(await mint({ email: address }));
  await page.getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(page, address);
});
