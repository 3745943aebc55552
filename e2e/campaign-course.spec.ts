import { test } from "./support/admin";
import { invite, statusOf, write } from "./support/campaigns";
import { expect, newAddress } from "./support/test";

/**
 * Enough recipients for ten seconds of sending at 200 emails per second, so that the test has time to pause the
 * campaign and then to cancel it.
 */
const AUDIENCE = 2_000;

test("a campaign is scheduled, unscheduled, launched at its time, paused, resumed and cancelled", async ({
  admin: page,
}) => {
  test.setTimeout(180_000);
  const name = `Course ${newAddress()}`;
  await write(page, { name, subject: "Do come", body: "There is room." });
  await invite(page, Array.from({ length: AUDIENCE }, newAddress));
  const status = statusOf(page);

  await test.step("a time in the past is refused", async () => {
    await page.getByRole("button", { name: "Launch" }).click();
    const dialog = page.getByRole("dialog", { name: "Launch to 2,000 recipients?" });
    await dialog.getByText("Schedule for later").click();
    await dialog.getByLabel("First email goes out").fill("2020-01-01T09:00");
    await expect(dialog.getByText("That time has passed. Choose a later time.")).toBeVisible();
  });

  await test.step("scheduled for tomorrow, and unscheduled", async () => {
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("First email goes out").fill(inSeconds(24 * 3_600));
    await expect(dialog.getByText("That time has passed. Choose a later time.")).toBeHidden();
    await dialog.getByRole("button", { name: "Schedule" }).click();
    await expect(status).toHaveText("Scheduled");
    await expect(page.getByText(/goes out (in 24 hours|tomorrow)/)).toBeVisible();
    await page.getByRole("button", { name: "Unschedule" }).click();
    await expect(status).toHaveText("Draft");
  });

  await test.step("scheduled for a moment later, it is launched automatically", async () => {
    await page.getByRole("button", { name: "Launch" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Schedule for later").click();
    await dialog.getByLabel("First email goes out").fill(inSeconds(4));
    await dialog.getByRole("button", { name: "Schedule" }).click();
    await expect(status).toHaveText("Scheduled");
    await expect(status).toHaveText("Sending", { timeout: 30_000 });
  });

  await test.step("paused, it sends nothing more", async () => {
    await page.getByRole("button", { name: "Pause" }).click();
    await expect(status).toHaveText("Paused");
    await expect(page.getByText(/^[\d,]+ recipients waiting$/)).toBeVisible();
  });

  await test.step("continues after Resume", async () => {
    await page.getByRole("button", { name: "Resume" }).click();
    await expect(status).toHaveText("Sending");
    // The text depends on how soon the provider reports on the first part.
    const rest = /^(about|less than) .+ left$|^finishing$|^Checking the first 50$/;
    await expect(page.getByText(rest)).toBeVisible();
  });

  await test.step("cancelled, it never mails the queued recipients", async () => {
    await page.getByRole("button", { name: "Cancel" }).click();
    const dialog = page.getByRole("dialog", { name: "Cancel this campaign?" });
    await expect(dialog.getByText("A cancelled campaign cannot be resumed.")).toBeVisible();
    await dialog.getByRole("button", { name: "Cancel it for good" }).click();
    await expect(status).toHaveText("Cancelled");
    for (const button of ["Pause", "Resume", "Cancel"])
      await expect(page.getByRole("button", { name: button, exact: true })).toHaveCount(0);
    await expect(page.getByRole("progressbar", { name: "Emails sent" })).toHaveAttribute(
      "aria-valuenow",
      "100",
    );
    await page.getByLabel("Status of recipients").selectOption("withdrawn");
    await expect(page.getByRole("table", { name: "Recipients" }).getByRole("row").nth(1)).toContainText(
      "Cancelled",
    );
  });

  await test.step("it is found by its status", async () => {
    await page.goto("/admin/campaigns");
    await page.getByLabel("Status", { exact: true }).selectOption("Cancelled");
    await expect(page.getByRole("row").filter({ hasText: name })).toContainText("Cancelled");
  });
});

/** The browser's local time this many seconds from now, to the second, in the format of the time field. */
function inSeconds(seconds: number): string {
  const at = Date.now() + seconds * 1_000;
  const offset = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - offset).toISOString().slice(0, "2026-11-23T09:00:00".length);
}
