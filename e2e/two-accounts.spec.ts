/**
 * The tabs of a browser share their cookies, so another tab can change the account. A page that was opened for one
 * account never acts as another.
 */
import type { Page } from "@playwright/test";
import { write } from "./support/campaigns";
import { dump, mint, rowsOf } from "./support/deployment";
import { startFlakyProxy } from "./support/flaky-proxy";
import { linkIn } from "./support/mailbox";
import { ADMIN, askForLink, expectDashboardOf, signIn, signInAsAdmin } from "./support/pages";
import { siteUrl } from "./support/stack";
import { expect, newAddress, test } from "./support/test";

/** Ignores the errors that the Convex client logs for refused calls. */
test.afterEach(({ consoleErrors }) => {
  const others = consoleErrors.take().filter((error) => !/unauthenticated|other_account/.test(error));
  expect(others).toEqual([]);
});

const OTHER_ADMIN = "admin-7@example.com";

/** Opens a link for this address in a new tab, and continues. */
async function switchTo(page: Page, address: string, link?: string): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto(link ?? (await mint({ email: address })));
  await tab.getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(tab, address);
  return tab;
}

const expectTurnedOver = (page: Page, address: string) =>
  expect(page.getByRole("alert").filter({ hasText: `Signed in as ${address}` })).toBeVisible();

/**
 * Blocks the requests by which the page could notice that the account has changed. Call the returned function to
 * unblock them.
 */
async function keepInTheDark(page: Page): Promise<() => Promise<void>> {
  const url = "**/api/auth/**";
  await page.route(url, (route) => route.fulfill({ status: 429, json: {} }));
  return () => page.unroute(url);
}

test("a form that one account filled in is not saved to another", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  await page.goto("/settings/profile");
  await page.getByLabel("Name").fill("Anna");
  const guest = newAddress();
  await switchTo(page, guest);
  await expectTurnedOver(page, guest);
  await expect(page.getByLabel("Email")).toHaveValue(guest);
  await expect(page.getByLabel("Name")).toHaveValue("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your profile is saved.")).toBeVisible();
  expect((await rowsOf(guest)).users).toMatchObject([{ name: "" }]);
  expect((await rowsOf(address)).users).toMatchObject([{ name: "" }]);
});

test("a form is not saved to another account even if the page could not notice the change before the click", async ({
  page,
  mailbox,
  address,
}) => {
  await signIn(page, mailbox, address);
  await page.goto("/settings/profile");
  await page.getByLabel("Name").fill("Anna");
  const letAnswersIn = await keepInTheDark(page);
  const guest = newAddress();
  await switchTo(page, guest);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Saving…" })).toBeVisible();
  await letAnswersIn();
  await expectTurnedOver(page, guest);
  expect((await rowsOf(guest)).users).toMatchObject([{ name: "" }]);
});

test("a tab of one account does not show a page that was fetched for another", async ({
  page,
  mailbox,
  address,
}) => {
  await signIn(page, mailbox, address);
  await keepInTheDark(page);
  const guest = newAddress();
  await switchTo(page, guest);
  await expect(page.getByText(address).first()).toBeVisible();
  await page.getByRole("link", { name: "Settings" }).click();
  await expectTurnedOver(page, guest);
  await expect(page.getByText(address)).toHaveCount(0);
});

test("signing out on a page of one account does not sign out another", async ({
  address,
  openOtherBrowser,
}) => {
  const browser = await openOtherBrowser({ javaScriptEnabled: false });
  await browser.goto(await mint({ email: address }));
  await browser.getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(browser, address);
  const guest = newAddress();
  await switchTo(browser, guest);
  await browser.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(browser.getByRole("heading", { name: "You are not signed out" })).toBeVisible();
  expect((await rowsOf(guest)).sessions).toHaveLength(1);
  await browser.getByRole("link", { name: "Go to the dashboard" }).click();
  await expectDashboardOf(browser, guest);
  await browser.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(browser.getByText("You are signed out")).toBeVisible();
  expect((await rowsOf(guest)).sessions).toHaveLength(0);
});

test("an admin's dialog closes when the admin is signed out", async ({ page, mailbox }) => {
  await signInAsAdmin(page, mailbox);
  await page.goto("/admin/keys");
  await page.getByRole("button", { name: "Create a key" }).click();
  const name = newAddress();
  await page.getByLabel("Name").fill(name);
  const guest = newAddress();
  await switchTo(page, guest);
  await expectTurnedOver(page, guest);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const { "": app = {} } = await dump();
  expect((app.apiKeys ?? []).filter((key) => key.name === name)).toEqual([]);
});

test("an unsaved draft waits for the account that typed it", async ({ page, mailbox, openOtherBrowser }) => {
  await signInAsAdmin(page, mailbox);
  await write(page, { name: "Shared", subject: "Before", body: "Body" });
  const id = new URL(page.url()).pathname.split("/").at(-1);
  const other = await openOtherBrowser();
  await askForLink(other, OTHER_ADMIN);
  const link = linkIn(await mailbox.newest(OTHER_ADMIN));

  const letAnswersIn = await keepInTheDark(page);
  await switchTo(page, OTHER_ADMIN, link);
  await page.getByLabel("Subject").fill("Typed too late");
  await expect(page.getByText("Not saved, trying again")).toBeVisible();
  await letAnswersIn();
  await expectTurnedOver(page, OTHER_ADMIN);
  await expect(page.getByLabel("Subject")).toHaveValue("Before");
  expect(await subjectOf(id)).toBe("Before");

  const back = await mailedLink(openOtherBrowser, mailbox);
  await page.goto(back);
  await page.getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(page, ADMIN);
  await page.goto(`/admin/campaigns/${id}`);
  await expect(page.getByLabel("Subject")).toHaveValue("Typed too late");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  expect(await subjectOf(id)).toBe("Typed too late");
});

test("a late answer about an ended session does not sign out the next account", async ({
  page,
  address,
  openOtherBrowser,
}) => {
  const proxy = await startFlakyProxy();
  const here = (link: string) => link.replace(siteUrl, proxy.url);
  try {
    await page.goto(here(await mint({ email: address })));
    await page.getByRole("button", { name: "Continue" }).click();
    await expectDashboardOf(page, address);
    await page.waitForLoadState("networkidle");
    const answers = proxy.holdAnswersTo("/api/auth/get-session");
    await endOtherSessions(await openOtherBrowser(), address);
    await answers.isHolding;
    const guest = newAddress();
    const tab = await switchTo(page, guest, here(await mint({ email: guest })));
    answers.letGo();
    await expectTurnedOver(page, guest);
    await tab.reload();
    await expectDashboardOf(tab, guest);
  } finally {
    await page.context().close();
    proxy.close();
  }
});

async function endOtherSessions(browser: Page, address: string): Promise<void> {
  await browser.goto(await mint({ email: address }));
  await browser.getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(browser, address);
  await browser.goto("/settings/sessions");
  await browser.getByRole("button", { name: "End all others" }).click();
  await expect(browser.getByRole("button", { name: "End all others" })).toHaveCount(0);
}

async function mailedLink(
  openOtherBrowser: () => Promise<Page>,
  mailbox: Parameters<typeof signInAsAdmin>[1],
): Promise<string> {
  const count = await mailbox.count(ADMIN);
  await askForLink(await openOtherBrowser(), ADMIN);
  return linkIn(await mailbox.newest(ADMIN, count + 1));
}

async function subjectOf(id: string | undefined): Promise<unknown> {
  const { "": app = {} } = await dump();
  return app.campaigns?.find(({ _id }) => _id === id)?.subject;
}
