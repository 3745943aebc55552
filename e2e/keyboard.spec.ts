/**
 * Signing in, using the settings and signing out with the keyboard only, and which element has the focus at each step.
 */
import type { Locator, Page } from "@playwright/test";
import { mint } from "./support/deployment";
import { codeIn } from "./support/mailbox";
import { expect, test } from "./support/test";
import { Visitor } from "./support/visitor";

test("signing in by keyboard: each step puts the focus on the next control", async ({
  page,
  mailbox,
  address,
}) => {
  await page.goto("/");
  await tabTo(page, page.getByRole("link", { name: "Get a link by email" }));
  await page.keyboard.press("Enter");

  const email = page.getByRole("textbox", { name: "Email" });
  await expect(email).toBeFocused();
  await page.keyboard.type("ada.example.com");
  await email.evaluate((input) => input.closest("form")?.setAttribute("novalidate", ""));
  await page.keyboard.press("Enter");
  await expect(email).toHaveAccessibleDescription(/That does not look like an email address/);
  await expect(email).toBeFocused();
  await expect(email).toHaveValue("ada.example.com");

  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(address);
  await page.keyboard.press("Enter");
  const code = page.getByRole("textbox", { name: "6-digit code" });
  await expect(code).toBeFocused();
  await expect(code).toHaveAccessibleDescription(
    `If this address can receive sign-in emails, a link and a code are on their way to it: ${address}`,
  );
  await expect(page).toHaveTitle("Check your email · Latchkey");

  const digits = codeIn(await mailbox.newest(address));
  await page.keyboard.type(digits === "123456" ? "654321" : "123456");
  await page.keyboard.press("Enter");
  await expect(code).toHaveAccessibleDescription(/That code is not right/);
  await expect(code).toBeFocused();
  await expect(page).toHaveTitle("That code is not right · Latchkey");

  await page.keyboard.insertText(` ${digits.slice(0, 3)} ${digits.slice(3)}`);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/dashboard$/);
});

test("the confirm page by keyboard", async ({ page, address }) => {
  await page.goto(await mint({ email: address }));
  await expect(page.locator(":focus")).toHaveCount(0);
  await tabTo(page, page.getByRole("button", { name: "Continue" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/dashboard$/);
});

test("the settings by keyboard: no button loses the focus when it is pressed", async ({ page, address }) => {
  await page.goto(await mint({ email: address }));
  await tabTo(page, page.getByRole("button", { name: "Continue" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
  await new Visitor().continueWith(await mint({ email: address }));

  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await tabTo(page, page.getByRole("link", { name: "Settings" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
  await tabTo(page, page.getByRole("textbox", { name: "Name" }));
  await page.keyboard.type("Ada Lovelace");
  const save = page.getByRole("button", { name: "Save" });
  await tabTo(page, save);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").getByText("Your profile is saved.")).toBeVisible();
  await expect(save).toBeFocused();

  await tabTo(page, page.getByRole("link", { name: "Sessions" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  const end = page.getByRole("button", { name: "End the session in Firefox on Linux" });
  await expect(end).toBeVisible();
  await tabTo(page, end);
  await page.keyboard.press("Space");
  await expect(end).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Sessions" })).toBeFocused();

  await tabTo(page, page.getByRole("button", { name: "Sign out", exact: true }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Email" })).toBeFocused();
  await expect(page).toHaveTitle("You are signed out · Latchkey");
});

/** Presses Tab until the target has the focus. Every element on the way must show its focus. */
async function tabTo(page: Page, target: Locator, key = "Tab"): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
    expect(await showsFocus(page)).toBe(true);
  }
  await expect(target).toBeFocused();
}

const showsFocus = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body) return true;
    const { outlineStyle, outlineWidth } = getComputedStyle(activeElement);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
