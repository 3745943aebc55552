/**
 * The page of a campaign tells links that a mail filter opened from links that a person opened, and each of its numbers
 * opens the people whom it counts.
 */
import { expectAccessible } from "./support/accessible";
import { inviteByCampaign, test } from "./support/admin";
import { stage } from "./support/campaigns";
import { countVisits } from "./support/deployment";
import { linkIn } from "./support/mailbox";
import { expect, newAddress } from "./support/test";
import { Visitor, pathOf } from "./support/visitor";

test("a filter's visits are told apart from a person's, and a number opens its people", async ({
  admin: page,
  mailbox,
  openOtherBrowser,
}) => {
  test.setTimeout(180_000);
  const [person, ...others] = [newAddress(), newAddress(), newAddress()];
  await inviteByCampaign(page, `Visits of ${person}`, [person, ...others]);
  await expect(stage(page, "Delivered")).toHaveText("3", { timeout: 60_000 });

  await test.step("a filter opens all three links, and one person signs in", async () => {
    for (const guest of [person, ...others]) {
      const path = pathOf(linkIn(await mailbox.newest(guest)));
      await new Visitor().send("HEAD", path);
      await new Visitor().send("GET", path, { headers: { "user-agent": "SomeFilter/1.0" } });
    }
    const browser = await openOtherBrowser();
    await browser.goto(linkIn(await mailbox.newest(person)));
    await browser.getByRole("button", { name: "Continue" }).click();
    await expect(stage(page, "Accepted")).toHaveText("1");
  });

  await test.step("the page shows who opened the links", async () => {
    const filters = page.locator('[data-name="openedByFilters"] strong');
    // Visits are counted once they are a few seconds old.
    await expect(async () => {
      await countVisits();
      await expect(filters).toHaveText("3", { timeout: 1_000 });
      await expect(page.locator('[data-name="openedByPeople"] strong')).toHaveText("1", { timeout: 1_000 });
    }).toPass({ timeout: 60_000 });
    await expect(page.getByRole("table", { name: "By receiving domain" })).toContainText("1 person came.");
  });

  await test.step("a number opens the people behind it, and the back button closes them", async () => {
    const rows = page.getByRole("table", { name: "Recipients" }).getByRole("row");
    await page.locator('[data-name="openedByPeople"]').getByRole("link", { name: "1" }).click();
    await expect(rows).toHaveCount(2);
    await expect(rows.nth(1)).toContainText(person);
    await expect(page.getByRole("region", { name: "Recipients" })).toBeFocused();
    await page.goBack();
    await expect(rows).toHaveCount(4);
  });

  await test.step("the timeline says why", async () => {
    await page.getByRole("button", { name: `Timeline of ${others[0]}` }).click();
    await expect(page.getByText("A filter opened the link, but no person.", { exact: false })).toBeVisible();
    await page.getByRole("button", { name: "Close" }).click();
    await expectAccessible(page);
  });

  await test.step("campaigns stand side by side", async () => {
    await page.goto("/admin/campaigns");
    await page.getByRole("link", { name: "Compare results" }).click();
    const table = page.getByRole("table", { name: "Results of campaigns" });
    const chosen = page.getByRole("checkbox", { name: `Compare Visits of ${person}` });
    const onlyChosen = page.getByRole("checkbox", { name: "Show only the chosen (1)" });
    // A tick that comes before the page's script has started is not counted.
    await expect(async () => {
      await chosen.setChecked(false);
      await chosen.setChecked(true);
      await expect(onlyChosen).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await onlyChosen.check();
    await expect(table.getByRole("row")).toHaveCount(2);
    await expect(table.getByRole("row").nth(1)).toContainText("33%");
    await table.getByRole("button", { name: "Accepted" }).click();
    await expect(table.getByRole("columnheader", { name: "Accepted" })).toHaveAttribute(
      "aria-sort",
      "descending",
    );
    await expectAccessible(page);
  });
});
