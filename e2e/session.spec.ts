import type { Page } from "@playwright/test";
import { linkIn } from "./support/mailbox";
import { askForLink, expectDashboardOf, signIn } from "./support/pages";
import { expect, test } from "./support/test";
import { seenTexts, watchText } from "./support/watch-text";

/** Text that only signed-out visitors see. */
const SIGNED_OUT = /Email me a link|Sign in|Log in/i;

test("the first HTML of the dashboard is signed in", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  const response = await page.request.get("/dashboard");
  const html = await response.text();
  expect(html).toContain(address);
  expect(html).toContain("Sign out");
  expect(visibleText(html)).not.toMatch(SIGNED_OUT);
});

test("no signed-out page is ever visible", async ({ page, mailbox, address }) => {
  await askForLink(page, address);
  await watchText(page);
  await page.goto(linkIn(await mailbox.newest(address)));
  await expectNoFlash(page, address);
  await page.reload();
  await expectNoFlash(page, address);
});

/**
 * Expects that the page never showed text for signed-out visitors, from its first byte on, and that the address stayed
 * visible once it had appeared.
 */
async function expectNoFlash(page: Page, address: string): Promise<void> {
  await expectDashboardOf(page, address);
  await page.waitForLoadState("networkidle");
  const texts = await seenTexts(page);
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.filter((text) => SIGNED_OUT.test(text))).toEqual([]);
  const first = texts.findIndex((text) => text.includes(address));
  expect(texts.slice(first).filter((text) => !text.includes(address))).toEqual([]);
}

test("after signing in, the browser returns to the page that needed a session", async ({
  page,
  mailbox,
  address,
}) => {
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/login\?next=(\/|%2F)dashboard$/);
  await askForLink(page, address, page.url());
  await page.goto(linkIn(await mailbox.newest(address)));
  await expectDashboardOf(page, address);
});

test("after signing in, another browser also returns to a deeper page", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await page.goto("/settings/sessions");
  await askForLink(page, address, page.url());
  const other = await openOtherBrowser();
  await other.goto(linkIn(await mailbox.newest(address)));
  await other.getByRole("button", { name: "Continue" }).click();
  await expect(other).toHaveURL(/\/settings\/sessions$/);
});

test("a next page on another site is ignored", async ({ page, mailbox, address }) => {
  await askForLink(page, address, "/login?next=https://elsewhere.example/dashboard");
  await page.goto(linkIn(await mailbox.newest(address)));
  await expectDashboardOf(page, address);
});

test("signing out ends the session, not only the page", async ({ page, context, mailbox, address }) => {
  await signIn(page, mailbox, address);
  const before = await context.cookies();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/\/login(\?|$)/);
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/login\?next=/);

  const session = before.filter(({ name }) => /session_token/.test(name));
  expect(session).toHaveLength(1);
  await context.clearCookies();
  await context.addCookies(session);
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/login/);
});

test("scripts cannot read the session cookie", async ({ page, context, mailbox, address }) => {
  await signIn(page, mailbox, address);
  const [cookie] = (await context.cookies()).filter(({ name }) => /session_token/.test(name));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(await page.evaluate(() => document.cookie)).not.toContain("session_token");
});

/** The text that a browser without JavaScript would show. */
function visibleText(html: string): string {
  return html.replace(/<script\b[^]*?<\/script>/g, " ").replace(/<[^>]+>/g, " ");
}
