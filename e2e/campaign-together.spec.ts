/** Two marketers, each in their own browser, edit the same draft. */
import type { Page } from "@playwright/test";
import { test } from "./support/admin";
import { drop, invite, statusOf, write } from "./support/campaigns";
import { holdCallsOf } from "./support/held-calls";
import { ADMIN, signInAsAdmin } from "./support/pages";
import { expect, newAddress } from "./support/test";

const UPDATE = "campaigns:update";

/** Loads the page again until it is hydrated, and opens the tab of this step. */
async function openAgain(page: Page, url: string, step: string): Promise<void> {
  await expect(async () => {
    await page.goto(url);
    await page.getByRole("tab", { name: step }).click();
    await expect(page).toHaveURL(new RegExp(`step=${step.toLowerCase()}$`), { timeout: 2_000 });
  }).toPass();
}

const pathOf = (page: Page) => new URL(page.url()).pathname;
const launchButton = (page: Page) => page.getByRole("dialog").getByRole("button", { name: "Launch now" });

test("two marketers see each other's edits, and choose if both changed a field", async ({
  admin: ada,
  mailbox,
  openOtherBrowser,
}) => {
  test.setTimeout(180_000);
  await write(ada, { name: "Together", subject: "First subject", body: "First text" });
  const bob = await openOtherBrowser();
  await signInAsAdmin(bob, mailbox);
  const calls = await holdCallsOf(bob, UPDATE);
  await openAgain(bob, pathOf(ada), "Write");

  await test.step("a field shows the other's edits live", async () => {
    await bob.getByLabel("Preheader").fill("Bob's preheader");
    await ada.getByLabel("Subject").fill("Ada's subject");
    await expect(bob.getByLabel("Subject")).toHaveValue("Ada's subject");
    await expect(ada.getByLabel("Preheader")).toHaveValue("Bob's preheader");
    await expect(bob.getByText("Saved", { exact: true })).toBeVisible();
  });

  await test.step("both texts are kept if both edit the field", async () => {
    calls.hold();
    await bob.getByLabel("Message").fill("Bob's text");
    await ada.getByLabel("Message").fill("Ada's text");
    await expect(ada.getByText("Saved", { exact: true })).toBeVisible();
    calls.release();
    await expect(bob.getByText(`${ADMIN} changed the message while you were typing`)).toBeVisible();
    await expect(bob.getByRole("region", { name: "Your text" })).toContainText("Bob's text");
    await expect(bob.getByRole("region", { name: "’s text" })).toContainText("Ada's text");
    await expect(bob.getByText("Not saved: choose between the two texts")).toBeVisible();
    await expect(ada.getByLabel("Message")).toHaveValue("Ada's text");
  });

  await test.step("choosing one text ends the conflict", async () => {
    await bob.getByRole("button", { name: "Keep my text" }).click();
    await expect(bob.getByText("Saved", { exact: true })).toBeVisible();
    await expect(ada.getByLabel("Message")).toHaveValue("Bob's text");
    await expect(bob.getByRole("region", { name: "Your text" })).toBeHidden();
  });
});

test("launching with two texts for a field asks which one to send", async ({
  admin: ada,
  mailbox,
  openOtherBrowser,
}) => {
  test.setTimeout(180_000);
  await write(ada, { name: "Two texts", subject: "Come", body: "First text" });
  await invite(ada, [newAddress()]);
  await ada.getByRole("tab", { name: "Write" }).click();
  const bob = await openOtherBrowser();
  await signInAsAdmin(bob, mailbox);
  const calls = await holdCallsOf(bob, UPDATE);
  await openAgain(bob, pathOf(ada), "Write");
  const dialog = bob.getByRole("dialog", { name: "Launch to 1 recipient?" });

  await test.step("the dialog shows both texts, and the launch is disabled", async () => {
    calls.hold();
    await bob.getByLabel("Message").fill("Bob's text");
    await ada.getByLabel("Message").fill("Ada's text");
    await expect(ada.getByText("Saved", { exact: true })).toBeVisible();
    await bob.getByRole("button", { name: "Launch" }).click();
    calls.release();
    await expect(dialog.getByText(`${ADMIN} changed the message while you were typing`)).toBeVisible();
    await expect(dialog.getByRole("region", { name: "Your text" })).toContainText("Bob's text");
    await expect(dialog.getByRole("region", { name: "’s text" })).toContainText("Ada's text");
    await expect(launchButton(bob)).toBeDisabled();
  });

  await test.step("the chosen text is sent", async () => {
    await dialog.getByRole("button", { name: "Use the other text" }).click();
    await expect(dialog.getByRole("region", { name: "Your text" })).toBeHidden();
    await launchButton(bob).click();
    await expect(statusOf(bob)).toHaveText(/Sending|Sent/);
    await bob.getByRole("tab", { name: "Message" }).click();
    await expect(bob.frameLocator("iframe[title='The email']").getByText("Ada's text")).toBeVisible();
  });
});

for (const end of ["launched", "deleted"] as const) {
  test(`text that is typed while somebody else gets the campaign ${end} can be copied`, async ({
    admin: ada,
    mailbox,
    openOtherBrowser,
  }) => {
    test.setTimeout(180_000);
    const name = `To be ${end} by ${newAddress()}`;
    await write(ada, { name, subject: "Come", body: "First text" });
    if (end === "launched") await invite(ada, [newAddress()]);
    const bob = await openOtherBrowser();
    await signInAsAdmin(bob, mailbox);
    const calls = await holdCallsOf(bob, UPDATE);
    await openAgain(bob, pathOf(ada), "Write");
    calls.hold();
    await bob.getByLabel("Message").fill("Bob's long text");

    if (end === "launched") {
      await ada.getByRole("button", { name: "Launch" }).click();
      await launchButton(ada).click();
      await expect(statusOf(bob)).toHaveText(/Sending|Sent/);
    } else {
      await ada.goto("/admin/campaigns");
      await ada.getByRole("button", { name: `More for ${name}`, exact: true }).click();
      await ada.getByRole("menuitem", { name: "Delete" }).click();
      await expect(bob.getByText("This campaign has been deleted")).toBeVisible();
    }
    calls.release();
    await expect(bob.getByText("Your last changes were not saved")).toBeVisible();
    await expect(bob.getByLabel("Your text for the message")).toHaveValue("Bob's long text");
    await bob.getByRole("button", { name: "Discard" }).click();
    await expect(bob.getByText("Your last changes were not saved")).toBeHidden();

    if (end === "deleted") {
      await ada.getByRole("button", { name: "Undo" }).click();
      await expect(bob.getByText("This campaign has been deleted")).toBeHidden();
      await expect(bob.getByLabel("Message")).toHaveValue("First text");
    }
  });
}

test("an upload on another page blocks the launch, shows who runs it and its progress, and can be discarded", async ({
  admin: ada,
  mailbox,
  openOtherBrowser,
}) => {
  test.setTimeout(180_000);
  await write(ada, { name: "Half a list", subject: "Come", body: "Do come." });
  await invite(ada, [newAddress()]);
  const bob = await openOtherBrowser();
  await signInAsAdmin(bob, mailbox);
  const calls = await holdCallsOf(bob, "recipients:add", 1);
  await openAgain(bob, pathOf(ada), "Audience");
  calls.hold();
  const list = Array.from({ length: 1_200 }, (_, index) => `half-${index}-${newAddress()}`);
  await drop(bob, "list.csv", ["email", ...list].join("\n"));
  await bob.getByRole("button", { name: "Add 1,200 recipients" }).click();

  await ada.getByRole("button", { name: "Launch" }).click();
  const dialog = ada.getByRole("dialog");
  await expect(dialog.getByText(`${ADMIN} is adding recipients`)).toBeVisible();
  await expect(dialog.getByText("500 of 1,200 rows so far")).toBeVisible();
  await expect(launchButton(ada)).toBeDisabled();

  await bob.close();
  await dialog.getByRole("button", { name: "Discard this upload" }).click();
  await expect(dialog.getByText("is adding recipients")).toBeHidden();
  await expect(ada.getByRole("dialog", { name: "Launch to 501 recipients?" })).toBeVisible();
  await expect(launchButton(ada)).toBeEnabled();
});
