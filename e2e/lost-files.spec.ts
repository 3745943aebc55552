/**
 * Files of a page load late or fail to load: typed text is kept, everything that needs no script works, and no page
 * reloads endlessly.
 */
import type { Page, Route } from "@playwright/test";
import { write } from "./support/campaigns";
import { mint } from "./support/deployment";
import { expectDashboardOf, signIn, signInAsAdmin } from "./support/pages";
import { expect, newAddress, test } from "./support/test";

const SCRIPTS = "**/_next/static/chunks/*.js";
const BROKEN = "A part of this page could not be loaded";

/** Discards the errors that the browser itself logs for missing files. */
test.afterEach(({ consoleErrors }) => void consoleErrors.take());

/** Holds scripts back until the returned function is called. */
async function holdScripts(page: Page): Promise<() => Promise<void>> {
  let letGo = () => {};
  const released = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(SCRIPTS, async (route) => {
    await released;
    await route.continue();
  });
  return async () => {
    letGo();
    await page.waitForLoadState("load");
  };
}

function countLoads(page: Page, path: string): () => number {
  let loads = 0;
  page.on("request", (request) => {
    if (request.isNavigationRequest() && new URL(request.url()).pathname === path) loads++;
  });
  return () => loads;
}

test("text that is typed before the page's script has started is saved", async ({ page, mailbox }) => {
  await signInAsAdmin(page, mailbox);
  await write(page, { name: "Early", subject: "Before", body: "Body" });
  const { pathname } = new URL(page.url());
  const tab = await page.context().newPage();
  const letScriptsIn = await holdScripts(tab);
  await tab.goto(pathname, { waitUntil: "commit" });
  await tab.getByLabel("Subject").fill("Typed early");
  await tab.getByLabel("Message").fill("Typed early, too");
  await letScriptsIn();
  await expect(tab.getByText("Saved", { exact: true })).toBeVisible();
  await tab.reload();
  await expect(tab.getByLabel("Subject")).toHaveValue("Typed early");
  await expect(tab.getByLabel("Message").and(tab.locator("textarea"))).toHaveValue("Typed early, too");
});

test("a name that is typed before the page's script has started is saved", async ({
  page,
  mailbox,
  address,
}) => {
  await signIn(page, mailbox, address);
  const letScriptsIn = await holdScripts(page);
  await page.goto("/settings/profile", { waitUntil: "commit" });
  await page.getByLabel("Name").fill("Ada, early");
  await page.getByLabel("Name").press("Enter");
  await expect(page).toHaveURL(/\/settings\/profile$/);
  await letScriptsIn();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your profile is saved.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Name")).toHaveValue("Ada, early");
});

test("a choice that is made before the page's script has started counts", async ({ page, mailbox }) => {
  await signInAsAdmin(page, mailbox);
  const name = `Early choice ${newAddress()}`;
  await write(page, { name, subject: "Early", body: "Body" });
  const letScriptsIn = await holdScripts(page);
  await page.goto("/admin/campaigns", { waitUntil: "commit" });
  const status = page.getByRole("combobox", { name: "Status" });
  await status.selectOption("cancelled");
  await letScriptsIn();
  await expect(page.getByRole("link", { name })).toHaveCount(0);
  await expect(status).toHaveValue("cancelled");
});

const fail = (route: Route) => route.abort("connectionreset");

test("a page whose scripts are missing is reloaded once, says so, and its links and forms work", async ({
  page,
  mailbox,
  address,
}) => {
  await signIn(page, mailbox, address);
  const loads = countLoads(page, "/settings/sessions");
  await page.route(SCRIPTS, fail);
  await page.goto("/settings/sessions", { waitUntil: "commit" });
  await expect(page.getByText(BROKEN)).toBeVisible();
  expect(loads()).toBe(2);
  await page.getByRole("link", { name: "Dashboard" }).click();
  await expect(page.getByText(address).first()).toBeVisible();
  expect(loads()).toBe(2);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByText("You are signed out")).toBeVisible();
});

test("a page whose scripts failed once recovers without a message", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  const loads = countLoads(page, "/settings/profile");
  await page.route(SCRIPTS, (route) => (loads() < 2 ? fail(route) : route.continue()));
  await page.goto("/settings/profile", { waitUntil: "commit" });
  // A page in which somebody has typed is not loaded again, so this person types into the second one.
  await expect.poll(loads).toBe(2);
  await expect(page.locator("html:not([data-starting])")).toBeAttached();
  await page.getByLabel("Name").fill("Ada");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your profile is saved.")).toBeVisible();
  await expect(page.getByText(BROKEN)).toBeHidden();
});

test("a page recovers from a script that failed before the page watched for failures", async ({
  page,
  mailbox,
  address,
}) => {
  await signIn(page, mailbox, address);
  const loads = countLoads(page, "/settings/profile");
  await page.addInitScript(() => {
    addEventListener("error", (event) => event.stopImmediatePropagation(), true);
  });
  await page.route(SCRIPTS, (route) => (loads() < 2 ? fail(route) : route.continue()));
  await page.goto("/settings/profile", { waitUntil: "commit" });
  await expect.poll(loads).toBe(2);
  await expect(page.locator("html:not([data-starting])")).toBeAttached();
  await expect(page.getByText(BROKEN)).toBeHidden();
});

test("a page that never starts says so, although no file has failed", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  await page.clock.install();
  await page.route(SCRIPTS, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await page.goto("/settings/profile");
  await page.clock.runFor(9_000);
  await expect(page.getByText(BROKEN)).toBeHidden();
  await page.clock.runFor(1_000);
  await expect(page.getByText(BROKEN)).toBeVisible();
});

test("signing in works without any script", async ({ page, address }) => {
  await page.route(SCRIPTS, fail);
  await page.goto(await mint({ email: address }));
  await page.getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(page, address);
});

test("a client-side navigation that fails becomes a full page load", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  await page.waitForLoadState("networkidle");
  await page.route(/[?&]_rsc=/, fail);
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByLabel("Email")).toHaveValue(address);
});

test("a preview that fails to load is fetched again", async ({ page, mailbox }) => {
  await signInAsAdmin(page, mailbox);
  await write(page, { name: "Lost", subject: "Lost", body: "Here it is, after all." });
  let failures = 0;
  await page.route(/\/mail(\?|$)/, (route) => (failures++ === 0 ? fail(route) : route.continue()));
  await page.getByRole("tab", { name: "Preview" }).click();
  await expect(page.frameLocator("iframe").getByText("Here it is, after all.")).toBeVisible();
  expect(failures).toBeGreaterThan(1);
});
