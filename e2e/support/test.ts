import { randomBytes } from "node:crypto";
import { test as base, expect, type BrowserContextOptions, type Page } from "@playwright/test";
import { ConsoleErrors } from "./console-errors";
import { Mailbox } from "./mailbox";

interface Fixtures {
  mailbox: Mailbox;
  /** An address that no other test uses, because tests share the deployment. */
  address: string;
  /** A test fails at its end if a browser has reported errors that the test has not taken out with `take()`. */
  consoleErrors: ConsoleErrors;
  /** Opens a page in another browser, which shares no cookies with `page`. */
  openOtherBrowser: (options?: BrowserContextOptions) => Promise<Page>;
}

export const test = base.extend<Fixtures>({
  mailbox: async ({ playwright }, use) => {
    const request = await playwright.request.newContext();
    await use(new Mailbox(request));
    await request.dispose();
  },

  address: async ({}, use) => use(newAddress()),

  consoleErrors: [
    async ({ context }, use) => {
      const consoleErrors = new ConsoleErrors();
      consoleErrors.listenTo(context);
      await use(consoleErrors);
      expect(consoleErrors.take(), "errors that the browser reported").toEqual([]);
    },
    { auto: true },
  ],

  openOtherBrowser: async ({ browser, consoleErrors, contextOptions, baseURL }, use) => {
    const opened = new Set<Awaited<ReturnType<typeof browser.newContext>>>();
    await use(async (options) => {
      const context = await browser.newContext({ ...contextOptions, baseURL, ...options });
      opened.add(context);
      consoleErrors.listenTo(context);
      return context.newPage();
    });
    await Promise.all([...opened].map((context) => context.close()));
  },
});

export { expect };

export function newAddress(): string {
  return `ada-${randomBytes(6).toString("hex")}@example.com`;
}
