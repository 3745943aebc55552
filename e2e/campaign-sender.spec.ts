/** A campaign with a sender of its own, from the step Write to the recipient's mailbox. */
import { test } from "./support/admin";
import { invite, launch, statusOf, write } from "./support/campaigns";
import { expect, newAddress } from "./support/test";

test("a campaign with its own sender arrives from that sender", async ({ admin, mailbox }) => {
  const guest = newAddress();
  await write(admin, { name: "From Ada", subject: "Come in", body: "Do come." });
  await admin.getByLabel("From name").fill("Ada, Acme");
  const address = admin.getByLabel("From address");
  await address.fill("ada@elsewhere.example");
  await expect(admin.getByText(/The mail provider has not verified elsewhere\.example/)).toBeVisible();
  await address.fill("ada@example.com");
  await admin.getByLabel("Reply to").fill("Ada <answers@example.com>");
  await expect(admin.getByText(/has not verified/)).toBeHidden();
  await expect(admin.getByText("Saved", { exact: true })).toBeVisible();
  await expect(admin.getByTestId("inbox").locator('b[data-text="Ada, Acme"]').first()).toBeAttached();

  await invite(admin, [guest]);
  await admin.getByRole("tab", { name: "Launch" }).click();
  await expect(admin.getByText('"Ada, Acme" <ada@example.com>')).toBeVisible();
  await launch(admin);
  await expect(statusOf(admin)).toHaveText("Sent", { timeout: 60_000 });
  const mail = await mailbox.newest(guest);
  expect(mail.from).toBe('"Ada, Acme" <ada@example.com>');
  await admin.getByRole("tab", { name: "Message" }).click();
  await expect(admin.getByText('"Ada, Acme" <ada@example.com>')).toBeVisible();
});
