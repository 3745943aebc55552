import { expect, type Page } from "@playwright/test";
import { linkIn, type Mail, type Mailbox } from "./mailbox";
import { askForLink, expectDashboardOf } from "./pages";
import { test as base } from "./test";

const ADMIN = "admin@example.com";

/** The tests of one admin, in a browser that is signed in as them. Each signs in anew: sessions are cheap. */
export const test = base.extend<{ admin: Page }>({
  admin: async ({ page, mailbox }, use) => {
    await signInAsAdmin(page, mailbox);
    await use(page);
  },
});

/** There is one admin for all tests, and a newer link retires the older: whoever was overtaken asks again. */
async function signInAsAdmin(page: Page, mailbox: Mailbox): Promise<void> {
  await expect(async () => {
    const [last] = await mailbox.all(ADMIN, 0);
    await askForLink(page, ADMIN);
    await page.goto(linkIn(await newestAfter(last, mailbox)));
    await expectDashboardOf(page, ADMIN);
  }).toPass({ timeout: 60_000 });
}

async function newestAfter(last: Mail | undefined, mailbox: Mailbox): Promise<Mail> {
  await expect.poll(async () => (await mailbox.newest(ADMIN)).id).not.toBe(last?.id);
  return mailbox.newest(ADMIN);
}
