import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible, expectToFit } from "./support/accessible";
import { test } from "./support/admin";
import { write } from "./support/campaigns";
import { expect } from "./support/test";

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

test("campaigns are found by a word, labelled and archived together, and taken out of the archive", async ({
  admin: page,
}) => {
  test.setTimeout(120_000);
  const word = `word${randomBytes(4).toString("hex")}`;
  const label = `label ${word}`;
  const names = [`Garden ${word}`, `Party ${word}`];
  for (const name of names) await write(page, { name, subject: "Do come", body: "Hello" });
  await page.goto("/admin/campaigns");

  await test.step("search", async () => {
    // A page that is not hydrated yet forgets what is typed, so the text is typed again until the list has it.
    await expect(async () => {
      await page.getByRole("searchbox", { name: "Search campaigns" }).fill(word);
      await expect(page.getByRole("row")).toHaveCount(3, { timeout: 5_000 });
    }).toPass();
    await page.getByRole("combobox", { name: "Order" }).selectOption({ label: "Name" });
    await expect(page.getByRole("row").nth(1)).toContainText("Garden");
    await expectAccessible(page);
    await expectToFit(page, [320, 390]);
  });

  await test.step("label", async () => {
    for (const name of names) await page.getByRole("checkbox", { name: `Select ${name}` }).check();
    await page.getByRole("button", { name: "Labels…" }).click();
    await page.getByRole("combobox", { name: "Add labels" }).fill(label);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Save labels" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    for (const name of names) await expect(row(page, name).getByRole("list")).toContainText(label);
    await page.getByRole("combobox", { name: "Label" }).selectOption(label);
    await expect(page.getByRole("row")).toHaveCount(3);
    await expectAccessible(page);
    await expectToFit(page, [320, 390]);
  });

  await test.step("archive", async () => {
    await page.getByRole("group", { name: "Selected rows" }).getByRole("button", { name: "Archive" }).click();
    await expect(page.getByText("2 campaigns are archived.")).toBeVisible();
    await expect(page.getByText("No matches")).toBeVisible();
    await page.getByRole("checkbox", { name: "Archived", exact: true }).check();
    await expect(page.getByRole("row")).toHaveCount(3);
    await row(page, names[0]!)
      .getByRole("button", { name: /^More for/ })
      .click();
    await page.getByRole("menuitem", { name: "Take out of the archive" }).click();
    await expect(page.getByText("1 campaign is back in the list.")).toBeVisible();
    await page.getByRole("checkbox", { name: "Archived", exact: true }).uncheck();
    await expect(row(page, names[0]!)).toBeVisible();
    await expect(row(page, names[1]!)).toHaveCount(0);
  });
});
