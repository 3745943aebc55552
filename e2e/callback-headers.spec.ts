/** The response headers of /login/callback and of the pages around it, and which pages may send it requests. */
import { rowsOf } from "./support/deployment";
import { linkIn, type Mailbox } from "./support/mailbox";
import { expectNoSession, expectSignedIn } from "./support/outcomes";
import { askForLink, expectDashboardOf, signIn } from "./support/pages";
import { siteUrl } from "./support/stack";
import { expect, test } from "./support/test";
import { type Answer, NAVIGATION, pathOf, send, Visitor } from "./support/visitor";

test("HEAD is answered without a body, and does nothing", async ({ mailbox, address }) => {
  const answer = await send("HEAD", pathOf(await linkFor(mailbox, address)));
  expect([answer.status, answer.setCookies]).toEqual([204, []]);
  expectPrivate(answer);
});

test("GET moves the token into an HttpOnly cookie", async ({ mailbox, address }) => {
  const link = await linkFor(mailbox, address);
  const answer = await send("GET", pathOf(link));
  expect([answer.status, answer.headers.location]).toEqual([303, "/login/confirm"]);
  expectPrivate(answer);
  expect(answer.setCookies).toHaveLength(1);
  expect(answer.setCookies[0]).toMatch(
    /^latchkey-link=[\w-]{43}\.[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/,
  );
});

test("an invalid token clears the cookie of the previous one", async () => {
  const answer = await send("GET", "/login/callback?token=none-of-ours");
  expect([answer.status, answer.headers.location]).toEqual([303, "/login/confirm?problem=unknown"]);
  expectPrivate(answer);
  expect(answer.setCookies).toEqual(["latchkey-link=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"]);
});

for (const way of ["GET by the browser that asked", "POST from the confirm page"] as const) {
  test(`the answer to ${way} sets the session's cookies, and clears those of the link`, async ({
    mailbox,
    address,
  }) => {
    const visitor = new Visitor();
    await visitor.ask(address);
    const link = linkIn(await mailbox.newest(address));
    const asked = way.startsWith("POST") ? await visitor.open(link, { purpose: "prefetch" }) : null;
    const answer = await (asked ? visitor.submit("/login/callback") : visitor.open(link));
    expectSignedIn(visitor, answer);
    expectPrivate(answer);
    expect(Object.fromEntries(answer.setCookies.map(nameAndAttributes))).toEqual({
      "better-auth.session_token": "kept HttpOnly Lax /",
      "better-auth.convex_jwt": "kept HttpOnly Lax /",
      "latchkey-link": "cleared HttpOnly Lax /",
      "latchkey-pending": "cleared HttpOnly Lax /",
      "latchkey-device": "kept HttpOnly Lax /",
    });
    expect([...visitor.cookies.keys()].sort()).toEqual([
      "better-auth.convex_jwt",
      "better-auth.session_token",
      "latchkey-device",
    ]);
  });
}

/** Headers of requests that come from elsewhere, or that do not show that they come from a page of this site. */
const STRANGERS: Record<string, string>[] = [
  { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
  { "sec-fetch-site": "cross-site", origin: siteUrl },
  { "sec-fetch-site": "same-site", origin: siteUrl },
  { "sec-fetch-site": "none", origin: siteUrl },
  { "sec-fetch-site": "same-origin, cross-site" },
  { origin: "https://evil.example" },
  { origin: "null" },
  { origin: `${siteUrl}.evil.example` },
  { origin: siteUrl.replace("http:", "https:") },
  { referer: `${siteUrl}/login/confirm` },
  {},
];

test("POST is refused unless it comes from this site", async ({ mailbox, address }) => {
  const visitor = new Visitor();
  await visitor.open(await linkFor(mailbox, address));
  for (const headers of STRANGERS) {
    const answer = await visitor.submit("/login/callback", {}, headers);
    expect([headers, answer.status, answer.setCookies]).toEqual([headers, 403, []]);
    expectPrivate(answer);
  }
  expectNoSession(visitor);
  expect((await rowsOf(address)).links.filter(({ usedAt }) => usedAt !== undefined)).toEqual([]);
  expectSignedIn(visitor, await visitor.submit("/login/callback", {}, { origin: siteUrl }));
});

test("other methods are refused", async () => {
  for (const method of ["PUT", "PATCH", "DELETE"]) {
    expect((await send(method, "/login/callback")).status).toBe(405);
  }
});

test("a form on another site cannot sign a visitor in as its author", async ({
  page,
  context,
  mailbox,
  address,
}) => {
  const attacker = new Visitor();
  await attacker.ask(address);
  const link = linkIn(await mailbox.newest(address));
  await page.goto(link);
  await context.route("http://evil.example/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<form method="post" action="${siteUrl}/login/callback"><button>Win a prize</button></form>`,
    }),
  );
  await page.goto("http://evil.example/");
  await page.getByRole("button", { name: "Win a prize" }).click();
  await expect(page.getByText("This form was not sent from this site")).toBeVisible();
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/login\?next=/);
  expect((await rowsOf(address)).sessions).toEqual([]);
});

test("the token is not in the history, and no page can read it", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await askForLink(page, address);
  const link = linkIn(await mailbox.newest(address));
  const other = await openOtherBrowser();
  await other.goto("/");
  await other.goto(link);
  const seen = [other.url(), await other.evaluate(() => document.cookie + document.referrer)];
  await other.getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(other, address);
  seen.push(await other.evaluate(() => document.cookie + document.referrer));
  const devtools = await other.context().newCDPSession(other);
  const { entries } = await devtools.send("Page.getNavigationHistory");
  const paths = entries.map(({ url }) => url.replace(siteUrl, ""));
  expect(paths.filter((path) => path.startsWith("/"))).toEqual(["/", "/login/confirm", "/dashboard"]);
  seen.push(...paths);
  expect(seen.join(" ")).not.toContain(new URL(link).searchParams.get("token"));
});

const PUBLIC_PAGES = [
  "/",
  "/login",
  "/login?problem=expired",
  "/login/confirm",
  "/login/confirm?problem=unknown",
  "/nowhere",
];

for (const path of PUBLIC_PAGES) {
  test(`${path} has its security headers, and no script without their nonce`, async () => {
    const visitor = new Visitor();
    const [first, second] = [await visitor.open(path), await visitor.open(path)];
    expectPageHeaders(first);
    expect(nonceOf(first)).not.toBe(nonceOf(second));
  });
}

test("a signed-in page has its security headers, and no script without their nonce", async ({
  page,
  mailbox,
  address,
}) => {
  await signIn(page, mailbox, address);
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  for (const path of ["/dashboard", "/settings/profile", "/settings/sessions"]) {
    const answer = await send("GET", path, { headers: { ...NAVIGATION, cookie } });
    expect([answer.status, answer.body.includes("Sign out")]).toEqual([200, true]);
    expectPageHeaders(answer);
    expect(answer.headers["cache-control"]).toMatch(/no-store/);
  }
});

test("injected markup runs no script", async ({ page, consoleErrors }) => {
  const injected = `<script>name = "owned"</script><img src="data:," onerror="name = 'owned'"><a href="javascript:name='owned'">Go</a>`;
  await page.route("/login", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("</body>", `${injected}</body>`) });
  });
  await page.goto("/login");
  await page.getByRole("link", { name: "Go", exact: true }).click();
  const refusals: string[] = [];
  await expect.poll(() => refusals.push(...consoleErrors.take())).toBeGreaterThanOrEqual(3);
  expect(refusals.filter((text) => !/Content Security Policy/.test(text))).toEqual([]);
  expect(await page.evaluate(() => window.name)).toBe("");
});

async function linkFor(mailbox: Mailbox, address: string): Promise<string> {
  await new Visitor().ask(address);
  return linkIn(await mailbox.newest(address));
}

function expectPrivate({ headers }: Answer): void {
  expect(headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
}

function nameAndAttributes(setCookie: string): [string, string] {
  const has = (pattern: RegExp) => pattern.test(setCookie);
  const attributes = [
    has(/; max-age=0(;|$)/i) ? "cleared" : "kept",
    ...(has(/; httponly(;|$)/i) ? ["HttpOnly"] : []),
    ...(has(/; samesite=lax(;|$)/i) ? ["Lax"] : []),
    ...(has(/; path=\/(;|$)/i) ? ["/"] : []),
  ];
  return [setCookie.split("=")[0]!, attributes.join(" ")];
}

const nonceOf = ({ headers }: Answer) =>
  /'nonce-([\w-]+)'/.exec(String(headers["content-security-policy"]))?.[1];

function expectPageHeaders(answer: Answer): void {
  const policy = String(answer.headers["content-security-policy"]);
  const scripts = policy.split("; ").find((directive) => directive.startsWith("script-src ")) ?? "";
  expect(scripts).toContain("'strict-dynamic'");
  expect(scripts).not.toMatch(/unsafe|\*|data:|https?:(\s|$)/);
  for (const closed of [
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]) {
    expect(policy.split("; ")).toContain(closed);
  }
  expect(answer.headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
  });
  expect(answer.headers["permissions-policy"]).toContain("camera=()");
  expect(answer.headers["x-powered-by"]).toBeUndefined();
  const tags = answer.body.match(/<script\b[^>]*>/g) ?? [];
  expect(tags.length).toBeGreaterThan(0);
  expect(tags.filter((tag) => !tag.includes(`nonce="${nonceOf(answer)}"`))).toEqual([]);
  expect(answer.body).not.toMatch(/<[^>]+\son(?:click|load|error|submit)=/i);
}
