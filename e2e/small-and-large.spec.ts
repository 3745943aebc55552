import type { Locator, Page } from "@playwright/test";
import { openAsAdmin, test } from "./support/admin";
import { invite, write } from "./support/campaigns";
import { expect, newAddress } from "./support/test";

const LONG = "A name that somebody wrote as if it were the message itself, ".repeat(3);

test("in a window of 320 by 640, the buttons of a dialog are visible, and nothing is wider than the page", async ({
  admin: page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await write(page, { name: LONG.slice(0, 190), subject: LONG, body: "Hi *|FNAME|* of {{company}}" });
  await invite(page, [newAddress()]);
  await page.getByRole("button", { name: "Launch" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Launch to 1 recipient?" });
  await expect(dialog.getByText("These variables belong to another tool")).toBeVisible();
  for (const name of ["Go back", "Launch now"])
    await expect(dialog.getByRole("button", { name })).toBeInViewport({ ratio: 1 });
  await dialog.getByRole("button", { name: "Go back" }).click();
  await page.getByRole("button", { name: "Send test" }).click();
  const test = page.getByRole("dialog", { name: "Send a test" });
  await expect(test.getByRole("button", { name: "Send", exact: true })).toBeInViewport({ ratio: 1 });
  expect(await overflowOf(page)).toBe(0);
});

test("at 1440 by 900 a list shows twelve rows when it opens; on a phone a row has a few lines", async ({
  page,
  mailbox,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openAsAdmin(page, mailbox, "/admin/suppressions");
  await page.getByRole("button", { name: "Add addresses" }).click();
  const dialog = page.getByRole("dialog", { name: "Add addresses" });
  await dialog.getByLabel("Addresses").fill(Array.from({ length: 20 }, newAddress).join("\n"));
  await dialog.getByLabel("Reason").fill("Asked not to be mailed");
  await dialog.locator("button[type=submit]").click();
  await expect(dialog).toBeHidden();
  for (const [path, label] of [
    ["/admin/suppressions", "Suppressions"],
    ["/admin/audit", "Audit"],
  ] as const) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(path);
    const table = page.getByRole("table", { name: label });
    await expect(table.getByRole("row").nth(13)).toBeAttached();
    expect(await rowsInSight(table), `${label} on a screen`).toBeGreaterThanOrEqual(12);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await tallestRow(table), `${label} on a phone`).toBeLessThan(170);
    expect(await overflowOf(page)).toBe(0);
  }
});

const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The number of rows of the table's body that are completely visible. */
const rowsInSight = (table: Locator) =>
  table.evaluate(
    (element) =>
      [...element.querySelectorAll("tbody tr")].filter(
        (row) => row.getBoundingClientRect().bottom <= window.innerHeight,
      ).length,
  );

const tallestRow = (table: Locator) =>
  table.evaluate((element) =>
    Math.max(...[...element.querySelectorAll("tbody tr")].map((row) => row.getBoundingClientRect().height)),
  );
