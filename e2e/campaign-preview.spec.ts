import { MAIL_FRAME_HEADERS } from "../app/(app)/admin/campaigns/[id]/mail/frame";
import { test } from "./support/admin";
import { invite, write } from "./support/campaigns";
import { expect, newAddress } from "./support/test";
import { Visitor } from "./support/visitor";

const IMAGE = "https://images.example/banner.png";
/** One pixel, as PNG. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("the preview shows the images of the mail, and runs no script", async ({ admin: page, context }) => {
  const referrers: (string | null)[] = [];
  await context.route(IMAGE, async (route) => {
    referrers.push(await route.request().headerValue("referer"));
    await route.fulfill({ contentType: "image/png", body: PIXEL });
  });
  await write(page, {
    name: "With an image",
    subject: "Look",
    body: `Hello {{firstName|there}}\n\n![A banner](${IMAGE})\n\n<script>document.title = "run"</script>`,
  });
  await invite(page, [`Ada Lovelace <${newAddress()}>`]);
  await page.getByRole("tab", { name: "Preview" }).click();
  const mail = page.frameLocator("iframe[title='The email']");

  await test.step("on a screen, with an image from another site", async () => {
    await expect(mail.getByText("Hello Ada")).toBeVisible();
    await expect(mail.getByText("document.title")).toBeVisible();
    await expect
      .poll(() => mail.getByAltText("A banner").evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBe(1);
    expect(new Set(referrers)).toEqual(new Set([null]));
  });

  await test.step("in its full height, so only the page scrolls", async () => {
    const frame = page.locator("iframe[title='The email']");
    const height = () => mail.locator("body").evaluate((body: HTMLElement) => body.offsetHeight);
    for (const view of ["Desktop", "Phone"]) {
      await page.getByText(view, { exact: true }).click();
      await expect
        .poll(async () => (await frame.evaluate(({ clientHeight }) => clientHeight)) - (await height()))
        .toBe(0);
    }
    await page.getByText("Desktop", { exact: true }).click();
  });

  await test.step("in the inbox: sender, subject and first words", async () => {
    const inbox = page.getByTestId("inbox");
    for (const text of ["Latchkey", "Look"])
      await expect(inbox.locator(`[data-text="${text}"]`)).toHaveCount(2);
    await expect(inbox.locator('[data-text*="Latchkey Hello Ada"]')).toHaveCount(2);
  });

  await test.step("on a phone, in the dark, and as plain text", async () => {
    await page.getByText("Phone", { exact: true }).click();
    const frame = page.locator("iframe[title='The email']");
    await expect.poll(() => frame.evaluate(({ clientWidth }) => clientWidth)).toBeLessThanOrEqual(390);
    await page.getByRole("switch", { name: "Dark" }).press("Space");
    await expect(mail.locator("body")).toHaveCSS("background-color", "rgb(20, 18, 15)");
    await page.getByText("Plain text", { exact: true }).click();
    await expect(page.getByLabel("The email as plain text")).toContainText("Hello Ada");
  });

  await test.step("not for a visitor without a session", async () => {
    const path = `${new URL(page.url()).pathname}/mail`;
    const signedIn = await page.request.get(path);
    expect(signedIn.status()).toBe(200);
    expect(signedIn.headers()["content-security-policy"]).toBe(MAIL_FRAME_HEADERS["Content-Security-Policy"]);
    expect(signedIn.headers()["cache-control"]).toBe("no-store");
    const stranger = await new Visitor().open(path);
    expect(stranger.status).toBe(401);
    expect(stranger.body).toBe("There is no email to show.");
  });
});
