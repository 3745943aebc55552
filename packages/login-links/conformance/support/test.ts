import { randomBytes } from "node:crypto";
import { test as base, type BrowserContextOptions, type Page } from "@playwright/test";
import { codeIn, linkIn, mailsTo, newestMail } from "./mail.ts";
import { type Options, readOptions } from "./options.ts";
import { Site } from "./site.ts";

interface Fixtures {
  options: Options;
  site: Site;
  /** An address that no other test has used. */
  address: string;
  /** The content of the newest mail to the address. */
  mailed: { link(): Promise<string>; code(): Promise<string>; count(): Promise<number> };
  /** A page in another browser, which shares no cookies with `page`. */
  otherBrowser: (options?: BrowserContextOptions) => Promise<Page>;
}

/** Each title is a promise. The tests use only the site's pages, its responses and its mail. */
export const test = base.extend<Fixtures>({
  options: async ({}, use) => use(readOptions()),
  site: async ({ options }, use) => use(new Site(options)),
  address: async ({ options }, use) => use(newAddress(options)),
  mailed: async ({ options, address }, use) =>
    use({
      link: async () => linkIn(await newestMail(options, address), options.site),
      code: async () => codeIn(await newestMail(options, address)),
      count: async () => (await mailsTo(options, address)).length,
    }),
  otherBrowser: async ({ browser, contextOptions, options }, use) => {
    const opened: Page[] = [];
    await use(async (own) => {
      const context = await browser.newContext({ ...contextOptions, baseURL: options.site, ...own });
      opened.push(await context.newPage());
      return opened.at(-1)!;
    });
    await Promise.all(opened.map((page) => page.context().close()));
  },
});

export { expect } from "@playwright/test";

export function newAddress({ address }: Options): string {
  return address.replace("%s", randomBytes(6).toString("hex"));
}

/** Skips a group if the site does not make its promises. Call it at the top of a file, or in a `describe`. */
export function promisesOf(group: string): void {
  test.beforeEach(({ options }) => {
    test.skip(options.without.includes(group), `left out: ${group}`);
  });
}

export function needsServerRendering(): void {
  test.beforeEach(({ options }) => {
    test.skip(options.needsJavaScript, "its pages need JavaScript");
  });
}
