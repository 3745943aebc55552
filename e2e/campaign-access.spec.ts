import { expectAccessible, expectToFit } from "./support/accessible";
import { test } from "./support/admin";
import { invite, launch, stage, statusOf, write } from "./support/campaigns";
import { expect, newAddress } from "./support/test";
import type { Locator, Page } from "@playwright/test";

const STEPS = ["Write", "Audience", "Preview", "Launch"];

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test("every step of a campaign, its dialogs and its results are accessible and fit, from 320 px on", async ({
      admin: page,
    }) => {
      test.setTimeout(240_000);
      const name = `Access ${newAddress()}`;
      await write(page, { name, subject: "Do come", body: "Hello {{firstName}}" });
      await invite(page, [newAddress(), `Ada <${newAddress()}>`, "nobody@"]);
      for (const step of STEPS) {
        await page.getByRole("tab", { name: step }).click();
        await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
        await fits(page);
      }
      for (const button of ["Send test", "Launch"]) {
        await page.getByRole("button", { name: button }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
        await fits(page);
        await page.getByRole("button", { name: "Close" }).click();
        await expect(page.getByRole("dialog")).toBeHidden();
      }
      await launch(page);
      await expect(stage(page, "Delivered")).toHaveText("2", { timeout: 60_000 });
      await expect(page.getByRole("img", { name: /over time/ })).toBeVisible();
      await fits(page);
      await page
        .getByRole("button", { name: /^Timeline of/ })
        .first()
        .click();
      await expect(page.getByRole("dialog").getByText("Delivered")).toBeVisible();
      await expectAccessible(page);
    });
  });
}

/**
 * Runs all checks at the current width. At 320 px it only checks for overflow, because on the smallest phones only the
 * space differs.
 */
async function fits(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectToFit(page, [320]);
}

test("a campaign is written, filled, tested and launched with the keyboard only", async ({
  admin: page,
  mailbox,
}) => {
  test.setTimeout(240_000);
  const [guest, colleague] = [newAddress(), newAddress()];
  const press = (target: Locator, key: string) => tabTo(page, target).then(() => page.keyboard.press(key));
  const type = (target: Locator, text: string) =>
    tabTo(page, target).then(() => page.keyboard.insertText(text));
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  await page.goto("/admin/campaigns");

  await test.step("write", async () => {
    // A key press has no effect before the page is hydrated, so it is repeated.
    await expect(async () => {
      await press(button("New campaign"), "Enter");
      await expect(page.getByLabel("Subject")).toBeVisible({ timeout: 5_000 });
    }).toPass();
    await type(page.getByLabel("Subject"), "Come, ");
    await press(button("Insert variable"), "Enter");
    const firstName = page.getByRole("menuitem", { name: "firstName" });
    await expect(firstName).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await expect(firstName).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Subject")).toHaveValue("Come, {{firstName}}");
    await expect(page.getByLabel("Subject")).toBeFocused();
    await type(page.getByLabel("Message"), "Do come.");
  });

  await test.step("audience", async () => {
    await press(button("Next step"), "Enter");
    await expect(page.getByRole("tab", { name: "Audience" })).toBeFocused();
    await type(page.getByLabel("Paste addresses"), `Ada <${guest}>`);
    await press(button("Check what I pasted"), "Enter");
    await press(button("Add 1 recipient"), "Enter");
    await expect(page.getByRole("heading", { name: "1 recipient" })).toBeVisible();
  });

  await test.step("preview", async () => {
    await press(button("Next step"), "Enter");
    await expect(page.getByText("Come, Ada", { exact: true })).toBeVisible();
    await press(page.getByRole("radio", { name: "Desktop" }), "ArrowRight");
    await expect(page.getByRole("radio", { name: "Phone" })).toBeChecked();
    await press(page.getByRole("switch", { name: "Dark" }), "Space");
    await expect(page.getByRole("switch", { name: "Dark" })).toBeChecked();
  });

  await test.step("test send", async () => {
    await press(button("Send test"), "Enter");
    const to = page.getByLabel("Send it to");
    await expect(to).toBeFocused();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(colleague);
    await press(page.getByRole("dialog").getByRole("button", { name: "Send" }), "Enter");
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(button("Send test")).toBeFocused();
    expect((await mailbox.newest(colleague)).subject).toBe("[Test] Come, Ada");
  });

  await test.step("reminders", async () => {
    await press(button("Next step"), "Enter");
    await press(button("Add a reminder"), "Enter");
    await press(button("Remove reminder 1"), "Enter");
    await expect(page.getByRole("region", { name: "Reminder 1" })).toHaveCount(0);
  });

  await test.step("launch", async () => {
    await press(button("Next step"), "Enter");
    await press(page.getByRole("button", { name: "Launch", exact: true }), "Enter");
    await press(page.getByRole("dialog").getByRole("button", { name: "Launch now" }), "Enter");
    await expect(statusOf(page)).toHaveText("Sent", { timeout: 60_000 });
    expect((await mailbox.newest(guest)).subject).toBe("Come, Ada");
  });
});

/** Presses Tab until the target has the focus. The focus may go around the whole page to get there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeEnabled();
  for (let tabs = 0; tabs < 80; tabs++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}
