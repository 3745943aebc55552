import type { Page } from "@playwright/test";
import { LIVE_MAIL_HEADERS } from "../app/(app)/admin/campaigns/live-mail/frame";
import { expectAccessible, expectToFit } from "./support/accessible";
import { test } from "./support/admin";
import { write } from "./support/campaigns";
import { expect, newAddress } from "./support/test";
import { Visitor } from "./support/visitor";

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

/** A picture of this size as a file, drawn by the browser. */
async function photo(page: Page, width: number, height: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ([width, height]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const context = canvas.getContext("2d")!;
      context.fillStyle = "#7a9";
      context.fillRect(0, 0, width, height);
      context.fillStyle = "#258";
      context.fillRect(0, 0, width / 2, height / 2);
      return canvas.toDataURL("image/jpeg").split(",")[1]!;
    },
    [width, height] as const,
  );
  return Buffer.from(base64, "base64");
}

test("a picture is uploaded with its description, and arrives in the mail", async ({
  admin: page,
  mailbox,
}) => {
  await page.setViewportSize({ width: 1360, height: 900 });
  await write(page, { name: "With a picture", subject: "Look", body: "Before the picture" });
  const message = page.getByLabel("Message");
  const dialog = page.getByRole("dialog");
  await message.press("ControlOrMeta+End");

  await test.step("it needs a description, and only pictures are accepted", async () => {
    await page.getByRole("button", { name: "Picture", exact: true }).click();
    const chooser = page.waitForEvent("filechooser");
    await dialog.getByLabel("Picture file").click();
    await (
      await chooser
    ).setFiles({ name: "fake.png", mimeType: "image/png", buffer: Buffer.from("<svg></svg>") });
    await dialog.getByRole("button", { name: "Insert picture" }).click();
    await expect(dialog.getByText("Describe the picture, or mark it as decoration.")).toBeVisible();
    await dialog.getByLabel("What the picture shows").fill("The workshop");
    await dialog.getByRole("button", { name: "Insert picture" }).click();
    await expect(dialog.getByText("This file is not a PNG, JPEG, GIF or WebP picture.")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("a photo of 12 megapixels is made smaller, and appears in the email next to the text", async () => {
    const chooser = page.waitForEvent("filechooser");
    await dialog.getByLabel("Picture file").click();
    await (
      await chooser
    ).setFiles({ name: "photo.jpg", mimeType: "image/jpeg", buffer: await photo(page, 4_000, 3_000) });
    await dialog.getByRole("button", { name: "Insert picture" }).click();
    await expect(dialog).toBeHidden({ timeout: 60_000 });
    await expect(message).toHaveValue(
      /^Before the picture\n\n!\[The workshop\]\(\/pictures\/[\w-]{22}-1200x900\.jpg\)/,
    );
    await expect(message).toBeFocused();
    const picture = liveMail(page).getByAltText("The workshop");
    await expect
      .poll(() => picture.evaluate(({ naturalWidth }: HTMLImageElement) => naturalWidth))
      .toBe(1_200);
  });

  await test.step("Ctrl+Z takes it out, and redo brings it back", async () => {
    await page.keyboard.press("ControlOrMeta+z");
    await expect(message).toHaveValue("Before the picture");
    await page.keyboard.press("ControlOrMeta+Shift+z");
    await expect(message).toHaveValue(/1200x900/);
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  });

  await test.step("the mail contains it, with a width for Outlook, and anybody can fetch it", async () => {
    const colleague = newAddress();
    await page.getByRole("button", { name: "Send test" }).click();
    await dialog.getByLabel("Send it to").fill(colleague);
    await dialog.getByRole("button", { name: "Send", exact: true }).click();
    const { html } = await mailbox.newest(colleague);
    const [tag = "", url = ""] = /<img src="([^"]*\/pictures\/[^"]*)"[^>]*>/.exec(html) ?? [];
    expect(tag).toContain('alt="The workshop" width="416"');
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "x-content-type-options": "nosniff",
      "cache-control": "public, max-age=31536000, immutable",
      "cross-origin-resource-policy": "cross-origin",
    });
    const missing = await new Visitor().open(
      new URL(url).pathname.replace(/pictures\/.{5}/, "pictures/AAAAA"),
    );
    expect([missing.status, missing.body]).toEqual([404, "There is no picture at this address.\n"]);
  });
});

test("a message is saved as a template, fills a draft and starts a campaign; deleting it can be undone", async ({
  admin: page,
}) => {
  const name = `Workshop ${newAddress()}`;
  const message = page.getByLabel("Message");
  const dialog = page.getByRole("dialog");
  await write(page, { name, subject: "From the template", body: "The saved message" });
  await page.getByRole("button", { name: "Save as template" }).click();
  await expect(dialog.getByLabel("Template name")).toHaveValue(name);
  await dialog.getByRole("button", { name: "Save template" }).click();
  await expect(dialog).toBeHidden();

  await test.step("it fills another draft, and Undo brings the typed text back", async () => {
    await write(page, { name: "Another", subject: "Mine", body: "My own message" });
    await page.getByRole("button", { name: "Fill from template" }).click();
    await dialog.getByLabel(name).check();
    await dialog.getByRole("button", { name: "Fill the draft" }).click();
    await expect(message).toHaveValue("The saved message");
    await expect(page.getByLabel("Subject")).toHaveValue("From the template");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(message).toHaveValue("My own message");
    await expect(page.getByLabel("Subject")).toHaveValue("Mine");
  });

  await test.step("it is deleted, brought back, and starts a campaign", async () => {
    await page.goto("/admin/campaigns/templates");
    const remove = page.getByRole("button", { name: `Delete ${name}` });
    // A click has no effect before the page is hydrated, so it is repeated.
    await expect(async () => {
      if (await remove.isVisible()) await remove.click({ timeout: 2_000 });
      await expect(remove).toBeHidden({ timeout: 5_000 });
    }).toPass();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(remove).toBeVisible();
    await expectAccessible(page);
    await expectToFit(page, [320]);
    await page.getByRole("button", { name: `New campaign from ${name}` }).click();
    await expect(message).toHaveValue("The saved message");
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  });
});
