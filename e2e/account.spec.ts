/** A member's actions on their own account: another address, their data, deletion. */
import { readFile } from "node:fs/promises";
import { expectAccessible } from "./support/accessible";
import type { Mail } from "./support/mailbox";
import { expectDashboardOf, signIn } from "./support/pages";
import { expect, newAddress, test } from "./support/test";

/** The link of the button in a mail about an account. Throws if there is none. */
function buttonIn({ text }: Mail): string {
  const link = /https?:\/\/\S+\/account\/\S+/.exec(text)?.[0];
  if (!link) throw new Error(`No link in ${text}`);
  return link;
}

test("the address changes when the link to the new address is followed, and the old address can undo it", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  const to = newAddress();
  await signIn(page, mailbox, address);
  await page.goto("/settings/profile");
  await page.getByRole("button", { name: "Change email" }).click();
  await page.getByRole("textbox", { name: "New email" }).fill(to);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.getByText("A link is on its way to")).toBeVisible();

  const phone = await openOtherBrowser({ javaScriptEnabled: false });
  const link = buttonIn(await mailbox.newest(to));
  await phone.goto(link);
  await phone.getByRole("button", { name: "Confirm this address" }).click();
  await expect(phone.getByRole("heading", { name: "Your address has been changed" })).toBeVisible();
  await page.goto("/dashboard");
  await expectDashboardOf(page, to);

  await phone.goto(buttonIn(await mailbox.newest(address, 2)));
  await phone.getByRole("button", { name: "Undo the change" }).click();
  await expect(phone.getByRole("heading", { name: "The change is undone" })).toBeVisible();
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/login/);
});

test("a person can download their data as JSON", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  await page.goto("/settings/profile");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download my data" }).click();
  const path = await (await download).path();
  const data = JSON.parse(await readFile(path, "utf8")) as { account: unknown; sessions: unknown[] };
  expect(data.account).toMatchObject({ email: address });
  expect(data.sessions).toHaveLength(1);
});

test("an account with a requested deletion says so, and can be kept", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  await page.goto("/settings/profile");
  await page.getByRole("button", { name: "Delete account" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Delete in a week" }).click();
  await expect(page.getByText(/This account will be deleted on/)).toBeVisible();
  expect((await mailbox.newest(address, 2)).subject).toContain("will be deleted");
  await page.getByRole("alert").getByRole("button", { name: "Keep my account" }).click();
  await expect(page.getByText(/This account will be deleted on/)).toHaveCount(0);
});

test("a sign-in on a new device is reported by email, and the link in that email can end it", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await signIn(page, mailbox, address);
  const userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  const other = await openOtherBrowser({ userAgent });
  await signIn(other, mailbox, address);
  const mail = await mailbox.newest(address, 3);
  expect(mail.subject).toContain("New sign-in");
  expect(mail.text).toContain("Firefox on Linux");
  await expect(page.getByText("Signed in on a new device")).toBeVisible();
  const third = await openOtherBrowser({ javaScriptEnabled: false });
  await third.goto(buttonIn(mail));
  await third.getByRole("button", { name: "It was not me" }).click();
  await expect(third.getByRole("heading", { name: "You have already answered" })).toBeVisible();
  await other.goto("/dashboard");
  await expect(other).toHaveURL(/\/login/);
  await page.goto("/dashboard");
  await expectDashboardOf(page, address);
});
