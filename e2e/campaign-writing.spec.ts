import type { Page } from "@playwright/test";
import { LIVE_MAIL_HEADERS } from "../app/(app)/admin/campaigns/live-mail/frame";
import { expectAccessible, expectToFit } from "./support/accessible";
import { test } from "./support/admin";
import { write } from "./support/campaigns";
import { expect } from "./support/test";

const liveMail = (page: Page) => page.frameLocator("iframe[title='Live email']");

/** Selects a part of the message with the keyboard's own command, as a person would with the mouse. */
async function select(page: Page, part: string) {
  await page.getByLabel("Message").evaluate((field: HTMLTextAreaElement, words) => {
    const start = field.value.indexOf(words);
    field.focus();
    field.setSelectionRange(start, start + words.length);
  }, part);
}

test("the email shows the typed text, which the toolbar formats and Ctrl+Z undoes", async ({
  admin: page,
}) => {
  await page.setViewportSize({ width: 1360, height: 900 });
  await write(page, { name: "Side by side", subject: "Look", body: "Come to our workshop" });
  const message = page.getByLabel("Message");
  const mail = liveMail(page);

  await test.step("it appears next to the text", async () => {
    await expect(mail.getByText("Come to our workshop")).toBeVisible();
    await expect(mail.getByText("Accept the invitation")).toBeVisible();
    await message.press("End");
    await message.pressSequentially(" tomorrow");
    await expect(mail.getByText("Come to our workshop tomorrow")).toBeVisible();
  });

  await test.step("a button makes words bold, and Ctrl+Z undoes that, then the typing", async () => {
    await select(page, "workshop");
    await page.getByRole("button", { name: "Bold" }).click();
    await expect(message).toHaveValue("Come to our **workshop** tomorrow");
    await expect(message).toBeFocused();
    await expect(mail.locator("strong", { hasText: "workshop" })).toBeVisible();
    await page.keyboard.press("ControlOrMeta+z");
    await expect(message).toHaveValue("Come to our workshop tomorrow");
    await expect(mail.locator("strong")).toHaveCount(0);
    await page.keyboard.press("ControlOrMeta+z");
    await expect(message).not.toHaveValue(/tomorrow$/);
    await page.keyboard.press("ControlOrMeta+Shift+z");
    await page.keyboard.press("ControlOrMeta+Shift+z");
    await expect(message).toHaveValue("Come to our **workshop** tomorrow");
  });

  await test.step("shortcuts work too, and the arrow keys move between the buttons", async () => {
    await select(page, "tomorrow");
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.insertText("https://agenda.example/");
    await expect(mail.getByRole("link", { name: "tomorrow" })).toHaveAttribute(
      "href",
      "https://agenda.example/",
    );
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await expect(page.getByRole("button", { name: "Bold" })).toBeFocused();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("button", { name: "Italic" })).toBeFocused();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await expect(message).toBeFocused();
  });

  await test.step("a long email keeps its scroll position while somebody types", async () => {
    await message.fill(Array.from({ length: 80 }, (_, index) => `Paragraph ${index}`).join("\n\n"));
    await mail.getByText("Paragraph 60", { exact: true }).scrollIntoViewIfNeeded();
    const top = () => mail.locator("html").evaluate(({ scrollTop }) => scrollTop);
    const before = await top();
    expect(before).toBeGreaterThan(500);
    await message.press("ControlOrMeta+End");
    await message.pressSequentially(" and an end");
    await expect(mail.getByText("Paragraph 79 and an end")).toBeAttached();
    expect(await top()).toBe(before);
  });
});

test("a narrow page shows either the text or the email", async ({ admin: page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await write(page, { name: "On a phone", subject: "Look", body: "Come to our workshop" });
  await expect(page.getByTitle("Live email")).toBeHidden();
  await expectAccessible(page);
  await expectToFit(page, [320]);
  await page.getByText("Email", { exact: true }).click();
  await expect(liveMail(page).getByText("Come to our workshop")).toBeVisible();
  await expect(page.getByLabel("Message")).toBeHidden();
});

test("the frame next to the text runs its own script and nothing else", async ({ admin: page }) => {
  const answer = await page.request.get("/admin/campaigns/live-mail");
  expect(answer.headers()["content-security-policy"]).toBe(LIVE_MAIL_HEADERS["Content-Security-Policy"]);
  expect(answer.headers()["content-security-policy"]).toMatch(/; sandbox allow-scripts$/);
});
