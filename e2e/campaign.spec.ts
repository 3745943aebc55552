import { downloaded } from "./support/admin";
import { createCrowd, GOOD } from "./support/campaign-csv";
import { choose, stage } from "./support/campaigns";
import { mint } from "./support/deployment";
import { linkIn } from "./support/mailbox";
import { ADMIN, signInAsAdmin } from "./support/pages";
import { expect, newAddress, test } from "./support/test";
import { watchTexts } from "./support/watch-text";
import type { Page } from "@playwright/test";

test("a campaign runs from a CSV with bad rows to three people accepting, with live counts", async ({
  page,
  mailbox,
  openOtherBrowser,
}) => {
  test.setTimeout(480_000);
  const members = [newAddress(), newAddress(), newAddress()];
  const suppressed = [newAddress(), newAddress(), newAddress()];
  for (const member of members) await follow(await openOtherBrowser(), await mint({ email: member }));
  await signInAsAdmin(page, mailbox);
  await suppress(page, suppressed);
  const crowd = createCrowd(members, suppressed);

  await test.step("write", async () => {
    await page.goto("/admin/campaigns");
    await page.getByRole("button", { name: "New campaign" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Spring workshop");
    await page.getByLabel("Subject").fill("Come to the workshop, {{name|friend}}");
    await page
      .getByLabel("Message")
      .fill("## Hello {{firstName|there}}\n\nWe would like **{{company}}** to come.");
    await page.getByLabel("Landing page").fill("/settings/profile");
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Message")).toHaveValue(/We would like/);
    await expect(page.getByRole("heading", { name: "Spring workshop" })).toBeVisible();
  });

  await test.step("audience", async () => {
    // Clicks have no effect before the page is hydrated, so the click is repeated.
    await expect(async () => {
      await page.getByRole("tab", { name: "Audience" }).click();
      await expect(page.getByLabel("CSV file")).toBeAttached({ timeout: 2_000 });
    }).toPass();
    await page
      .getByLabel("CSV file")
      .setInputFiles({ name: "guests.csv", mimeType: "text/csv", buffer: Buffer.from(crowd.csv) });
    await expect(page.getByLabel("What Email contains")).toHaveValue("email");
    await expect(page.getByLabel("What Full name contains")).toHaveValue("name");
    await expect(page.getByLabel("Variable name for Company")).toHaveValue("Company");
    await expect(page.getByText("976 can be added, 24 are left out:")).toBeVisible();
    await page.getByRole("button", { name: "Add 976 recipients" }).click();
    await expect(page.getByText("976 of 976 rows, 970 added, 30 left out")).toBeVisible({ timeout: 120_000 });
    await expect(page.getByRole("heading", { name: "970 recipients" })).toBeVisible();
    await page.getByRole("button", { name: "Show more" }).first().click();
    const report = page.getByRole("table", { name: "Rows left out" });
    for (const [reason, count] of Object.entries(crowd.reasons))
      await expect(report.getByRole("row").filter({ hasText: reason })).toHaveCount(count);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download as CSV" }).click();
    expect((await download).suggestedFilename()).toBe("left-out.csv");
  });

  await test.step("a variable without a value for some is reported, and a fallback solves it", async () => {
    await page.getByRole("tab", { name: "Write" }).click();
    await expect(page.getByText("324 recipients have no company")).toBeVisible();
    await page
      .getByLabel("Message")
      .fill("## Hello {{firstName|there}}\n\nWe would like **{{company|your team}}** to come.");
    await expect(page.getByText("have no company")).toBeHidden();
  });

  await test.step("preview", async () => {
    await page.getByRole("tab", { name: "Preview" }).click();
    const reader = page.getByRole("combobox", { name: "Preview as" });
    await reader.fill(crowd.good[0] ?? "");
    await page.getByRole("option", { name: crowd.good[0] }).click();
    const mail = page.frameLocator("iframe[title='The email']");
    await expect(mail.getByText("We would like your team to come.")).toBeVisible();
    await expect(page.getByText("Come to the workshop, Guest 0", { exact: true })).toBeVisible();
    await page.getByText("Phone", { exact: true }).click();
    await page.getByRole("switch", { name: "Dark" }).press("Space");
    await expect(mail.locator("body")).toHaveCSS("background-color", "rgb(20, 18, 15)");
    await page.getByText("Plain text").click();
    await expect(page.getByLabel("The email as plain text")).toContainText("your team");
  });

  await test.step("test send", async () => {
    const colleague = newAddress();
    await page.getByRole("button", { name: "Send test" }).click();
    const dialog = page.getByRole("dialog", { name: "Send a test" });
    await dialog.getByLabel("Send it to").fill(colleague);
    await dialog.getByRole("button", { name: "Send" }).click();
    await expect(dialog).toBeHidden();
    const mail = await mailbox.newest(colleague);
    expect(mail.subject).toBe("[Test] Come to the workshop, Guest 0");
    expect(mail.html).toContain("your team");
  });

  await test.step("launch", async () => {
    await page.getByRole("button", { name: "Launch" }).click();
    const dialog = page.getByRole("dialog", { name: "Launch to 970 recipients?" });
    await expect(dialog.getByText("about 5 seconds, at up to 200 emails per second")).toBeVisible();
    await watchTexts(page, /^\d+ of 970 emails sent$/);
    await dialog.getByRole("button", { name: "Launch now" }).click();
    await page.getByLabel("Status of recipients").selectOption("delivered");
    await expect(page.getByText("970 of 970 emails sent")).toBeVisible({ timeout: 120_000 });
    await expect(stage(page, "Delivered")).toHaveText("970", { timeout: 120_000 });
    const counted = await page.evaluate(() => window.seenTexts.map((text) => Number.parseInt(text, 10)));
    expect(counted, "what the page counted along").toEqual([...counted].sort((one, other) => one - other));
    expect(counted.length).toBeGreaterThan(3);
    // The list must keep its length: a live query would otherwise add every recipient who was delivered after the list
    // was first read.
    expect(await page.getByRole("table", { name: "Recipients" }).getByRole("row").count()).toBeLessThan(60);
  });

  await test.step("three people accept, each in their own browser", async () => {
    for (const [index, guest] of crowd.good.slice(0, 3).entries()) {
      const browser = await openOtherBrowser();
      await browser.goto(linkIn(await mailbox.newest(guest)));
      await expect(browser.getByText(ADMIN)).toBeVisible();
      await browser.getByRole("button", { name: "Continue" }).click();
      await expect(browser).toHaveURL(/\/settings\/profile$/);
      await expect(stage(page, "Accepted")).toHaveText(String(index + 1));
    }
  });

  await test.step("results", async () => {
    await page.getByLabel("Status of recipients").selectOption("reached:accepted");
    await expect(page.getByRole("table", { name: "Recipients" }).getByRole("row")).toHaveCount(4);
    await page.getByRole("button", { name: `Timeline of ${crowd.good[0]}` }).click();
    await expect(page.getByText("Accepted: signed in through the link")).toBeVisible();
    await page.getByRole("button", { name: "Close" }).click();
    const csv = await downloaded(page, () => choose(page, "Export CSV"));
    expect(csv.split("\r\n").filter((line) => line !== "")).toHaveLength(GOOD + 1);
    await page.goto("/admin/campaigns");
    const row = page.getByRole("row").filter({ hasText: "Spring workshop" }).first();
    await expect(row).toContainText("3 accepted");
    await expect(row).toContainText("970 sent");
  });
});

async function follow(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
}

async function suppress(page: Page, addresses: string[]): Promise<void> {
  await page.goto("/admin/suppressions");
  await page.getByRole("button", { name: "Add addresses" }).click();
  const dialog = page.getByRole("dialog", { name: "Add addresses" });
  await dialog.getByLabel("Addresses").fill(addresses.join("\n"));
  await dialog.getByLabel("Reason").fill("Asked not to be mailed");
  await dialog.locator("button[type=submit]").click();
  await expect(dialog).toBeHidden();
}
