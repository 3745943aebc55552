/**
 * "Confirm it is you": if the session has no recent proof that its person reads the account's mailbox, the page asks
 * for one in place, and then continues the action.
 */
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { test } from "./support/admin";
import { dump, mint } from "./support/deployment";
import { codeIn, linkIn, type Mailbox } from "./support/mailbox";
import { ADMIN, expectDashboardOf } from "./support/pages";
import { expect, newAddress } from "./support/test";

// The tests run one after another. With BASE_URL all workers share one admin, and a newer email retires the previous
// one, so parallel tests would disturb each other.
test.describe.configure({ mode: "default", timeout: 90_000 });

const HEADING = "Confirm it is you";

/** Signs in as the admin with a link that was not mailed, so the session has no proof of the mailbox. */
async function signInUnproven(page: Page): Promise<void> {
  await page.goto(await mint({ email: ADMIN }));
  await page.getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(page, ADMIN);
}

/** Types a key's name and requests the key. Returns the confirmation email. */
async function askForKey(page: Page, mailbox: Mailbox, name: string) {
  const count = await mailbox.count(ADMIN);
  await page.goto("/admin/keys");
  await page.getByRole("button", { name: "Create a key" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("textbox", { name: "Name" }).press("Enter");
  await expect(page.getByRole("dialog", { name: HEADING })).toBeVisible();
  return mailbox.newest(ADMIN, count + 1);
}

const code = (page: Page) => page.getByRole("textbox", { name: "6-digit code" });

async function expectKey(page: Page): Promise<void> {
  await expect(page.getByRole("dialog", { name: "Copy the key now" })).toBeVisible();
  await expect(page.getByRole("dialog", { name: HEADING })).toHaveCount(0);
}

test.describe("a session that did not begin with a mailed link", () => {
  test.beforeEach(async ({ admin, page }) => {
    await admin.context().clearCookies();
    await signInUnproven(page);
  });

  test("can confirm by typing the code with the keyboard only, and creates its key", async ({
    page,
    mailbox,
  }) => {
    const mail = await askForKey(page, mailbox, `Test ${newAddress()}`);
    expect(mail.subject).toMatch(/^Confirm it is you on /);
    await expect(code(page)).toBeFocused();
    await page.keyboard.type(codeIn(mail) === "111111" ? "222222" : "111111");
    await page.keyboard.press("Enter");
    await expect(page.getByText("That code is not right")).toBeVisible();
    await expectAccessible(page);
    await code(page).fill(codeIn(mail));
    await page.keyboard.press("Enter");
    await expectKey(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Create a key" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill(`Test ${newAddress()}`);
    await page.getByRole("button", { name: "Create the key" }).click();
    await expectKey(page);
  });

  test("can close the dialog, and the form is unchanged", async ({ page, mailbox }) => {
    const name = `Test ${newAddress()}`;
    await askForKey(page, mailbox, name);
    await expect(code(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: HEADING })).toHaveCount(0);
    await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue(name);
    await expect(page.getByText("Confirm that it is you first.")).toBeVisible();
  });

  test("can open the link in another tab, and this tab continues automatically", async ({
    page,
    context,
    mailbox,
  }) => {
    const mail = await askForKey(page, mailbox, `Test ${newAddress()}`);
    const tab = await context.newPage();
    await tab.goto(linkIn(mail));
    await expect(tab.getByRole("heading", { name: HEADING })).toBeVisible();
    await expect(tab.getByText(ADMIN)).toBeVisible();
    await expectAccessible(tab);
    await tab.getByRole("button", { name: "Confirm" }).click();
    await expect(tab.getByRole("heading", { name: "You have confirmed it is you" })).toBeVisible();
    await expectAccessible(tab);
    await expectKey(page);
    await tab.goto(linkIn(mail));
    await expect(tab.getByRole("heading", { name: "This link has already been used" })).toBeVisible();
  });

  test("can read the code on a phone where nobody is signed in, and the phone stays signed out", async ({
    page,
    mailbox,
    openOtherBrowser,
  }) => {
    const mail = await askForKey(page, mailbox, `Test ${newAddress()}`);
    const phone = await openOtherBrowser({ viewport: { width: 360, height: 740 } });
    await phone.goto(linkIn(mail));
    await expect(phone.getByRole("heading", { name: "Type this code where you were asked" })).toBeVisible();
    await expect(phone.getByRole("button")).toHaveCount(0);
    await expectAccessible(phone);
    const shown = await phone.getByLabel("Code", { exact: true }).textContent();
    await phone.goto("/dashboard");
    await expect(phone).toHaveURL(/\/login\?next=/);
    await code(page).fill(shown ?? "");
    await page.getByRole("button", { name: "Confirm", exact: true }).click();
    await expectKey(page);
  });

  test("a form on another site and a POST from another browser do not spend the link", async ({
    page,
    mailbox,
    openOtherBrowser,
  }) => {
    const mail = await askForKey(page, mailbox, `Test ${newAddress()}`);
    const other = await openOtherBrowser();
    await signInUnproven(other);
    await other.goto(linkIn(mail));
    const answers = await Promise.all(
      [{ "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-origin" }].map((headers) =>
        other.request.post("/confirm/callback", { headers, form: { link: "x" }, maxRedirects: 0 }),
      ),
    );
    expect(answers.map((answer) => answer.status())).toEqual([403, 303]);
    expect(answers[1]?.headers()["location"]).toBe("/login/confirm?problem=changed");
    const { "": app = {} } = await dump();
    const [link] = (app.loginLinks ?? []).filter(({ purpose }) => purpose === "confirm").slice(-1);
    expect(link).not.toHaveProperty("usedAt");
    await code(page).fill(codeIn(mail));
    await page.keyboard.press("Enter");
    await expectKey(page);
  });
});

test("a session that began with a mailed link is not asked to confirm", async ({ admin }) => {
  await admin.goto("/admin/keys");
  await admin.getByRole("button", { name: "Create a key" }).click();
  await admin.getByRole("textbox", { name: "Name" }).fill(`Test ${newAddress()}`);
  await admin.getByRole("button", { name: "Create the key" }).click();
  await expectKey(admin);
});

test("the separate page works in the same way, and leads to the right page", async ({ admin, mailbox }) => {
  const count = await mailbox.count(ADMIN);
  await admin.goto("/confirm?next=/settings/profile");
  await expect(admin.getByRole("heading", { name: HEADING })).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole("button", { name: "Email me a code" }).click();
  await code(admin).fill(codeIn(await mailbox.newest(ADMIN, count + 1)));
  await admin.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(admin).toHaveURL(/\/settings\/profile$/);
});

for (const [colorScheme, width] of [
  ["dark", 320],
  ["light", 1280],
] as const) {
  test(`the dialog is accessible and fits at ${width} px in ${colorScheme} colours`, async ({
    admin,
    page,
    mailbox,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await admin.context().clearCookies();
    await signInUnproven(page);
    await askForKey(page, mailbox, `Test ${newAddress()}`);
    await expect(code(page)).toBeVisible();
    await expectAccessible(page);
  });
}
