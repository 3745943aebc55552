/**
 * Anybody can write the `next` parameter of a URL, but it never leads to another site. The full list of hostile values
 * is in packages/login-links/test/shared/safe-redirect.test.ts.
 */
import { codeIn, linkIn } from "./support/mailbox";
import { expectSignedIn } from "./support/outcomes";
import { askForLink, expectDashboardOf } from "./support/pages";
import { siteUrl } from "./support/stack";
import { expect, test } from "./support/test";
import { type Answer, pathOf, Visitor } from "./support/visitor";

const HOSTILE = [
  "https://evil.example/dashboard",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/%2f/evil.example",
  "/.//evil.example",
  "/\t/evil.example",
  "/\r\n/evil.example",
  "javascript:alert(document.cookie)",
  "data:text/html,<script>alert(1)</script>",
  `${siteUrl}@evil.example/`,
  "/\u2028/evil.example",
  "\uff0f\uff0fevil.example",
  "/logout",
  `/${"a".repeat(3000)}`,
];

for (const value of HOSTILE) {
  test(`next=${JSON.stringify(value).slice(0, 50)} leads to the dashboard`, async ({ mailbox, address }) => {
    const smuggled = `next=${encodeURIComponent(value)}`;
    const visitor = new Visitor();
    const asked = await visitor.ask(address, `/login?${smuggled}`);
    expect([asked.status, asked.headers.location]).toEqual([
      303,
      expect.stringMatching(/^\/login\?next=\/dashboard&asked=\d+$/),
    ]);

    const page = await visitor.open(`/login?${smuggled}`);
    expect(page.body).toContain('name="next" value="/dashboard"');
    const mail = await mailbox.newest(address);
    const wrong = codeIn(mail) === "123456" ? "654321" : "123456";
    expectHere(await visitor.submit("/login/callback", { code: wrong, next: value }), "/login");

    const other = new Visitor();
    expectHere(await other.open(`${pathOf(linkIn(mail))}&${smuggled}`), "/login/confirm");
    expectSignedIn(other, await other.submit(`/login/callback?${smuggled}`, { next: value }));
  });
}

test("in a real browser, a hostile next leads nowhere at any step of the sign-in", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  const origins = new Set<string>();
  page.context().on("request", (request) => origins.add(new URL(request.url()).hostname));
  await askForLink(page, address, "/login?next=%2F%5Cevil.example&next=//evil.example");
  const link = `${linkIn(await mailbox.newest(address))}&next=//evil.example`;
  const other = await openOtherBrowser();
  other.context().on("request", (request) => origins.add(new URL(request.url()).hostname));
  await other.goto(link);
  await other.goto("/login/confirm?next=//evil.example&problem=javascript:alert(1)");
  await other.getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(other, address);
  await other.goto("/login?next=//evil.example");
  await expectDashboardOf(other, address);
  expect([...origins].filter((host) => !["localhost", "127.0.0.1"].includes(host))).toEqual([]);
});

function expectHere({ status, headers }: Answer, pathname: string): void {
  expect(status).toBe(303);
  const url = new URL(headers.location ?? "", siteUrl);
  expect([url.origin, url.pathname]).toEqual([siteUrl, pathname]);
  expect(url.searchParams.get("next") ?? "/dashboard").toBe("/dashboard");
}
