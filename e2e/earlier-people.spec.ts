import { test } from "./support/admin";
import { expectAccessible } from "./support/accessible";
import { choose, invite, launch, stage, write } from "./support/campaigns";
import { linkIn } from "./support/mailbox";
import { expect, newAddress } from "./support/test";

test("a second campaign goes to the people who did not accept the first one", async ({
  admin: page,
  mailbox,
  openOtherBrowser,
}) => {
  test.setTimeout(180_000);
  const [guest, silent] = [newAddress(), newAddress()];
  const first = { name: `First ${guest}`, subject: `Evening of ${guest}`, body: "Hello" };
  await write(page, first);
  await invite(page, [guest, silent]);
  await launch(page);
  await expect(page.getByText("2 of 2 emails sent")).toBeVisible({ timeout: 60_000 });
  const browser = await openOtherBrowser();
  await browser.goto(linkIn(await mailbox.newest(guest)));
  await browser.getByRole("button", { name: "Continue" }).click();
  await expect(stage(page, "Accepted")).toHaveText("1");

  await test.step("they are counted, and those who accepted are left out", async () => {
    await write(page, { ...first, name: `Second ${guest}`, subject: `Again, ${guest}` });
    await page.getByRole("tab", { name: "Audience" }).click();
    await page.getByText("People of earlier campaigns").click();
    await page.getByRole("checkbox", { name: first.name }).check();
    await expect(page.getByText("1 person can be added")).toBeVisible();
    await page.getByRole("checkbox", { name: "All people" }).check();
    await expect(page.getByText("1 already a member")).toBeVisible();
    await page.getByRole("checkbox", { name: "Not accepted" }).check();
    await expect(page.getByText("1 already a member")).toBeHidden();
    await expectAccessible(page);
  });

  await test.step("they are added, and the campaign is launched", async () => {
    await page.getByRole("button", { name: "Add 1 recipient" }).click();
    await expect(page.getByText("1 person was added.")).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: silent })).toBeVisible();
    await launch(page);
    await expect(page.getByText("1 of 1 email sent")).toBeVisible({ timeout: 60_000 });
    expect((await mailbox.newest(silent, 2)).subject).toBe(`Again, ${guest}`);
    expect(await mailbox.count(guest)).toBe(1);
  });

  await test.step("a duplicate has its audience too", async () => {
    await choose(page, "Duplicate");
    const dialog = page.getByRole("dialog", { name: /^Duplicate/ });
    await dialog.getByRole("checkbox", { name: "With its audience (1 person)" }).check();
    await dialog.getByRole("button", { name: "Duplicate" }).click();
    await expect(page.getByText("1 person was added.")).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: silent })).toBeVisible();
  });
});
