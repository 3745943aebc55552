import { downloaded, test } from "./support/admin";
import { expectAccessible } from "./support/accessible";
import { invite, launch, write } from "./support/campaigns";
import { expect, newAddress } from "./support/test";

test("the page of somebody who was only invited: what happened, a download, and erasing them", async ({
  admin: page,
  mailbox,
}) => {
  test.setTimeout(180_000);
  const [guest, other] = [newAddress(), newAddress()];
  const name = `Person ${guest}`;
  await write(page, { name, subject: `Evening of ${guest}`, body: "Hello" });
  await invite(page, [guest, other]);
  await launch(page);
  await expect(page.getByText("2 of 2 emails sent")).toBeVisible({ timeout: 60_000 });
  await mailbox.newest(guest);

  await test.step("it is one link away from the campaign, and its address has no email in it", async () => {
    await page.getByRole("link", { name: guest, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: guest })).toBeVisible();
    expect(decodeURIComponent(page.url())).not.toContain(guest);
    await expect(page.getByText("Campaigns may mail this address.")).toBeVisible();
    await expect(page.getByText("Has never signed in.")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("it has the timeline in each campaign", async () => {
    await page.getByRole("button", { name: `Timeline in ${name}` }).click();
    const drawer = page.getByRole("dialog");
    await expect(drawer.getByText("Sent", { exact: true })).toBeVisible();
    await drawer.getByRole("button", { name: "Close" }).click();
  });

  await test.step("everything about them is downloaded", async () => {
    const json = await downloaded(page, () => page.getByRole("button", { name: "Download data" }).click());
    expect(JSON.parse(json)).toMatchObject({ email: guest, account: null, links: [{ purpose: "invite" }] });
  });

  await test.step("they are erased, and nothing is found any more", async () => {
    await page.getByRole("button", { name: "Erase", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Erase this person" }).click();
    await expect(page.getByRole("heading", { level: 1, name: guest })).toBeHidden();
    await page.goto("/admin/people");
    await page.getByRole("button", { name: "Find an address" }).click();
    const dialog = page.getByRole("dialog", { name: "Find an address" });
    await dialog.getByLabel("Email address").fill(other);
    await dialog.getByRole("button", { name: "Find" }).click();
    await expect(page.getByRole("heading", { level: 1, name: other })).toBeVisible();
    await page.goto("/admin/people");
    await page.getByRole("button", { name: "Find an address" }).click();
    await expect(async () => {
      await dialog.getByLabel("Email address").fill(guest);
      await dialog.getByRole("button", { name: "Find" }).click();
      await expect(dialog.getByText("Nothing is stored about this address.")).toBeVisible({ timeout: 3_000 });
    }).toPass();
  });
});
