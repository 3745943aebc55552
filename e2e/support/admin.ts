import type { Page } from "@playwright/test";
import { invite, launch, write } from "./campaigns";
import type { Mailbox } from "./mailbox";
import { signInAsAdmin } from "./pages";
import { test as base } from "./test";

/**
 * For tests of the admin pages, in a browser that is signed in as the admin. Each test signs in again, because sessions
 * are cheap.
 */
export const test = base.extend<{ admin: Page }>({
  admin: async ({ page, mailbox }, use) => {
    await signInAsAdmin(page, mailbox);
    await use(page);
  },
});

export async function openAsAdmin(page: Page, mailbox: Mailbox, path: string): Promise<void> {
  await signInAsAdmin(page, mailbox);
  await page.goto(path);
}

/** Writes a small campaign and launches it, as an admin who is signed in on `page`. */
export async function inviteByCampaign(page: Page, subject: string, guests: string[]): Promise<void> {
  await write(page, { name: subject, subject, body: "Do come." });
  await invite(page, guests);
  await launch(page);
}

/** The text of the file that a click downloads. */
export async function downloaded(page: Page, click: () => Promise<void>): Promise<string> {
  const download = page.waitForEvent("download");
  await click();
  const stream = await (await download).createReadStream();
  return (await stream.toArray()).map(String).join("");
}
