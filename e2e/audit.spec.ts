import { downloaded, openAsAdmin } from "./support/admin";
import { mint } from "./support/deployment";
import { ADMIN, signIn } from "./support/pages";
import { expect, test } from "./support/test";

test("an event appears at once, can be found by who, what, whom and when, and is exported", async ({
  page,
  mailbox,
  address,
}) => {
  test.setTimeout(120_000);
  await openAsAdmin(page, mailbox, "/admin/audit");
  const table = page.getByRole("table", { name: "Audit" });
  const rows = table.getByRole("row");

  await test.step("it appears live", async () => {
    await expect(table).toBeVisible();
    await mint({ email: address });
    const row = rows.filter({ hasText: address });
    await expect(row).toContainText("Created a sign-in link");
    await expect(row).toContainText("Backend code");
    await expect(row).toContainText("expires after 1 hour");
  });

  await test.step("found by whom", async () => {
    await page.getByLabel("Target").fill(address.slice(2, -4).toUpperCase());
    await expect(rows).toHaveCount(2);
  });

  await test.step("listed newest first", async () => {
    await mint({ email: address, expiresInMinutes: 30 });
    await expect(rows).toHaveCount(3);
    await expect(rows.nth(1)).toContainText("expires after 30 minutes");
    await expect(rows.nth(2)).toContainText("expires after 1 hour");
  });

  await test.step("found by what", async () => {
    await page.getByLabel("What").selectOption("Signed in");
    await expect(page.getByText("No matches")).toBeVisible();
    await page.getByLabel("What").selectOption("Created a sign-in link");
    await expect(rows).toHaveCount(3);
  });

  await test.step("found by when", async () => {
    await page.getByLabel("To", { exact: true }).fill("2020-01-01");
    await expect(page.getByText("No matches")).toBeVisible();
    await page.getByLabel("To", { exact: true }).fill("");
    await expect(rows).toHaveCount(3);
  });

  await test.step("exported as filtered", async () => {
    const csv = await downloaded(page, () => page.getByRole("button", { name: "Export CSV" }).click());
    const lines = csv.split("\r\n").filter((line) => line !== "");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(`backend,link.minted,${address}`);
  });

  await test.step("found by who, including the export itself", async () => {
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByRole("button", { name: ADMIN }).first().click();
    await page.getByLabel("What").selectOption("Exported the audit");
    await expect(rows.nth(1)).toContainText("Exported the audit");
    await expect(page.getByLabel("Who", { exact: true })).toHaveValue(ADMIN);
  });
});

test("only admins can open the audit log", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  await page.goto("/admin/audit");
  await expect(page.getByRole("heading", { name: /^This part is for/ })).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
});
