/** Sending waits for the results of a large campaign's first part, unless the person who launches it skips the wait. */
import type { Page } from "@playwright/test";
import { test } from "./support/admin";
import { invite, statusOf, write } from "./support/campaigns";
import { dump } from "./support/deployment";
import { expect, newAddress } from "./support/test";

const AUDIENCE = 600;

test("the wait for the first part can be skipped at the launch", async ({ admin: page }) => {
  test.setTimeout(180_000);
  await write(page, { name: "Large", subject: "Do come", body: "There is room." });
  await invite(page, Array.from({ length: AUDIENCE }, newAddress));

  await test.step("it is not skipped by default", async () => {
    await schedule(page, { isSkipped: false });
    await expect.poll(() => firstPartOf(page)).toMatchObject({ size: 50, left: 50, isOver: false });
    await page.getByRole("button", { name: "Unschedule" }).click();
    await expect(statusOf(page)).toHaveText("Draft");
  });

  await test.step("skipped, and everything is sent", async () => {
    await schedule(page, { isSkipped: true });
    await expect.poll(() => firstPartOf(page)).toMatchObject({ left: 0, isOver: true });
    await page.getByRole("button", { name: "Launch now" }).click();
    const dialog = page.getByRole("dialog", { name: "Launch to 600 recipients now?" });
    await dialog.getByRole("button", { name: "Launch now" }).click();
    await expect(page.getByText("600 of 600 emails sent")).toBeVisible({ timeout: 60_000 });
  });
});

/** Schedules the launch for tomorrow night, so that nothing is sent during the test. */
async function schedule(page: Page, { isSkipped }: { isSkipped: boolean }): Promise<void> {
  await page.getByRole("button", { name: "Launch" }).click();
  const dialog = page.getByRole("dialog", { name: "Launch to 600 recipients?" });
  const skip = dialog.getByRole("checkbox", { name: "Send to all 600 without checking the first 50" });
  await expect(skip).not.toBeChecked();
  if (isSkipped) await skip.check();
  await dialog.getByText("Schedule for later").click();
  const tomorrow = new Date(Date.now() + 24 * 3_600_000);
  await dialog.getByLabel("First email goes out").fill(`${tomorrow.toISOString().slice(0, 10)}T23:00`);
  await dialog.getByRole("button", { name: "Schedule" }).click();
  await expect(statusOf(page)).toHaveText("Scheduled");
}

async function firstPartOf(page: Page) {
  const campaignId = new URL(page.url()).pathname.split("/").at(-1);
  const { "": app = {} } = await dump();
  return (app.firstParts ?? []).find((part) => part.campaignId === campaignId);
}
