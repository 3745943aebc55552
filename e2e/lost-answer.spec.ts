/**
 * The link is spent, but the response is lost. The same browser can send the request again and is signed in; no other
 * browser is.
 */
import http from "node:http";
import { rowsOf } from "./support/deployment";
import { startFlakyProxy } from "./support/flaky-proxy";
import { codeIn, linkIn, type Mailbox } from "./support/mailbox";
import { startNext } from "./support/next-server";
import { expectNoSession, expectSignedIn } from "./support/outcomes";
import { askForLink, expectDashboardOf, typeCode } from "./support/pages";
import { siteUrl } from "./support/stack";
import { expect, test } from "./support/test";
import { OWN_FORM, Visitor } from "./support/visitor";

test('"Continue" clicked twice signs in once', async ({ page, mailbox, address, openOtherBrowser }) => {
  await askForLink(page, address);
  const other = await openOtherBrowser();
  await other.goto(linkIn(await mailbox.newest(address)));
  await other.getByRole("button", { name: "Continue" }).dblclick();
  await expectDashboardOf(other, address);
  await expectOneSession(address);
});

test("two clicks at the very same time get the same session", async ({ mailbox, address }) => {
  const visitor = await withLinkOpen(mailbox, address);
  const cookies = new Map(visitor.cookies);
  const answers = await Promise.all([0, 1].map(() => visitor.submit("/login/callback")));
  const tokens = answers.map(({ setCookies }) =>
    setCookies.find((cookie) => cookie.includes("session_token")),
  );
  expect(tokens[0]?.split(";")[0]).toBe(tokens[1]?.split(";")[0]);
  expectSignedIn(visitor, answers[0]!);
  await expectOneSession(address);

  for (const [name, value] of cookies) visitor.cookies.set(name, value);
  expectSignedIn(visitor, await visitor.submit("/login/callback"));
  await expectOneSession(address);
});

test("a link still works if the connection is cut before the answer", async ({ mailbox, address }) => {
  const visitor = await withLinkOpen(mailbox, address);
  await postAndHangUp(siteUrl, visitor, address);
  expectNoSession(visitor);

  expectSignedIn(visitor, await visitor.submit("/login/callback"));
  await expectOneSession(address);
  expect((await visitor.open("/dashboard")).body).toContain(address);
});

test("another browser cannot get an answer that was lost", async ({ mailbox, address }) => {
  const visitor = await withLinkOpen(mailbox, address);
  const thief = new Visitor();
  await thief.open(linkIn(await mailbox.newest(address)));
  await postAndHangUp(siteUrl, visitor, address);

  const answer = await thief.submit("/login/callback");
  expect([answer.status, answer.headers.location]).toEqual([303, "/login/confirm?problem=used"]);
  expectNoSession(thief);
  expectSignedIn(visitor, await visitor.submit("/login/callback"));
  await expectOneSession(address);
});

test("a link still works if Next.js is killed before it answers", async ({ mailbox, address }) => {
  const server = await startNext();
  try {
    const visitor = await withLinkOpen(mailbox, address);
    await postAndHangUp(server.url, visitor, address, () => server.kill());
    expectNoSession(visitor);
    expectSignedIn(visitor, await visitor.submit("/login/callback"));
    await expectOneSession(address);
  } finally {
    await server.kill();
  }
});

test.describe("with a connection that loses answers", () => {
  test('going back and pressing "Try once more" signs in', async ({
    page,
    mailbox,
    address,
    openOtherBrowser,
  }) => {
    await askForLink(page, address);
    const link = linkIn(await mailbox.newest(address));
    const proxy = await startFlakyProxy();
    const other = await openOtherBrowser();
    try {
      await other.goto(link.replace(siteUrl, proxy.url));
      const lost = proxy.loseNextAnswer();
      await other.getByRole("button", { name: "Continue" }).click({ noWaitAfter: true });
      await lost;
      await other.goto(`${proxy.url}/login/confirm`);
      await expect(other.getByText("This link has already been used")).toBeVisible();
      await other.getByRole("button", { name: "Try once more" }).click();
      await expectDashboardOf(other, address);
      await expectOneSession(address);
    } finally {
      await other.close();
      proxy.close();
    }
  });

  test("a code whose answer was lost can be typed again", async ({ page, mailbox, address }) => {
    const proxy = await startFlakyProxy();
    try {
      await askForLink(page, address, `${proxy.url}/login`);
      const code = codeIn(await mailbox.newest(address));
      const lost = proxy.loseNextAnswer();
      await page.getByRole("textbox", { name: "6-digit code" }).fill(code);
      await page.getByRole("button", { name: "Sign in" }).click({ noWaitAfter: true });
      await lost;
      await page.goto(`${proxy.url}/login`);
      await typeCode(page, code);
      await expectDashboardOf(page, address);
      await expectOneSession(address);
    } finally {
      await page.close();
      proxy.close();
    }
  });
});

/** A browser that did not request the link but has opened it, so that only "Continue" is left to press. */
async function withLinkOpen(mailbox: Mailbox, address: string): Promise<Visitor> {
  await new Visitor().ask(address);
  const visitor = new Visitor();
  await visitor.open(linkIn(await mailbox.newest(address)));
  return visitor;
}

/** Presses "Continue", does not read the answer, and disconnects once the link is spent. */
async function postAndHangUp(
  base: string,
  visitor: Visitor,
  address: string,
  meanwhile?: () => Promise<void>,
) {
  const { hostname, port } = new URL(base);
  const headers = {
    ...OWN_FORM,
    cookie: visitor.cookieHeader(),
    "content-type": "application/x-www-form-urlencoded",
  };
  const request = http.request({
    hostname,
    port,
    method: "POST",
    path: "/login/callback",
    headers,
    agent: false,
  });
  request.on("error", () => undefined).on("socket", (socket) => socket.pause());
  request.end();
  await expect.poll(async () => (await rowsOf(address)).sessions.length, { intervals: [20] }).toBe(1);
  await meanwhile?.();
  request.destroy();
}

async function expectOneSession(address: string): Promise<void> {
  const { users, sessions, links, audit } = await rowsOf(address);
  expect([users.length, sessions.length]).toEqual([1, 1]);
  expect(links.filter(({ usedAt }) => usedAt === undefined)).toEqual([]);
  expect(audit.filter(({ action }) => action === "link.exchanged")).toHaveLength(1);
}
