/** A person's sessions can be seen and ended from any of their browsers. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { mint, rowsOf } from "./support/deployment";
import { signIn } from "./support/pages";
import { expect, test } from "./support/test";
import { Visitor } from "./support/visitor";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

const rows = (page: Page) => page.getByRole("region", { name: "Sessions" }).getByRole("listitem");

test("a session that is ended in another browser ends at once, and its open page leaves", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await signIn(page, mailbox, address);
  const other = await openOtherBrowser({ userAgent: FIREFOX });
  await signInByLink(other, address);

  await page.goto("/settings/sessions");
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText("Chrome on Windows");
  await expect(rows(page).first()).toContainText("This browser");
  await expect(rows(page).last()).toContainText("Firefox on Linux");
  await expect(rows(page).last()).toContainText("This device");

  await page.getByRole("button", { name: "End the session in Firefox on Linux" }).click();
  await expect(page.getByText("The session has ended.")).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expect(other).toHaveURL(/\/login\?next=\/dashboard&problem=session_ended$/);
  await expect(other.getByText("Your session has ended")).toBeVisible();
  await other.goto("/settings/profile");
  await expect(other).toHaveURL(/\/login\?next=\/settings\/profile$/);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
});

test("all other sessions end together, and this one stays", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  const others = [new Visitor(), new Visitor(), new Visitor()];
  for (const other of others) await other.continueWith(await mint({ email: address }));
  for (const other of others) expect((await other.open("/dashboard")).status).toBe(200);

  await page.goto("/settings/sessions");
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole("button", { name: "End all others" }).click();
  await expect(page.getByText("All other sessions have ended.")).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole("button", { name: "End all others" })).toHaveCount(0);
  for (const other of others) {
    const answer = await other.open("/dashboard");
    expect(answer.body + String(answer.headers.location)).not.toContain(address);
  }
  expect((await rowsOf(address)).sessions).toHaveLength(1);
});

test("a device keeps its name for the next session in the same browser", async ({
  page,
  mailbox,
  address,
}) => {
  await signIn(page, mailbox, address);
  await page.goto("/settings/sessions");
  await page.getByRole("button", { name: "Name Chrome on Windows" }).click();
  const field = page.getByRole("textbox", { name: "Device name" });
  await expect(field).toBeFocused();
  await field.fill("see evil.example");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "cannot contain a link" })).toBeVisible();
  await field.fill("Work laptop");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Rename Work laptop" })).toBeFocused();
  await expect(rows(page).first()).toContainText("Chrome on Windows");

  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByText("You are signed out")).toBeVisible();
  await signInByLink(page, address);
  await page.goto("/settings/sessions");
  await expect(page.getByRole("button", { name: "Rename Work laptop" })).toBeVisible();
});

test("signing out everywhere ends the others and this one", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  const other = new Visitor();
  await other.continueWith(await mint({ email: address }));
  await page.goto("/settings/sessions");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByText("You are signed out")).toBeVisible();
  expect((await rowsOf(address)).sessions).toHaveLength(0);
  expect((await other.open("/dashboard")).body).not.toContain(address);
});

test("signing out leaves every tab of this browser, and no other browser", async ({
  page,
  mailbox,
  address,
}) => {
  await signIn(page, mailbox, address);
  const other = new Visitor();
  await other.continueWith(await mint({ email: address }));
  const tab = await page.context().newPage();
  await tab.goto("/settings/sessions");
  await expect(rows(tab)).toHaveCount(2);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByText("You are signed out")).toBeVisible();
  await expect(tab).toHaveURL(/\/login/);
  expect((await other.open("/dashboard")).status).toBe(200);
});

test("a new name appears here and in another open browser", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await signIn(page, mailbox, address);
  const other = await openOtherBrowser();
  await signInByLink(other, address);
  await page.goto("/settings/profile");
  await page.getByRole("textbox", { name: "Name" }).fill("Ada Lovelace");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your profile is saved.")).toBeVisible();
  await expect(other.getByText("Ada Lovelace")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Ada Lovelace");
  expect((await rowsOf(address)).users).toMatchObject([{ name: "Ada Lovelace", email: address }]);
});

async function signInByLink(page: Page, address: string): Promise<void> {
  await page.goto(await mint({ email: address }));
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
}
