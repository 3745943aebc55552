import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";

/**
 * The gzipped size of a page's scripts, in bytes. Scripts that it fetches later, for possible next pages, count too,
 * until the network is idle. What `touch` makes the page fetch counts as well.
 */
export async function weightOfScripts(
  page: Page,
  path: string,
  touch?: (page: Page) => Promise<void>,
): Promise<number> {
  const sizes = new Map<string, Promise<number>>();
  const listener = (response: Response) => {
    if (response.request().resourceType() === "script")
      sizes.set(
        response.url(),
        response.body().then((body) => gzipSync(body).length),
      );
  };
  page.on("response", listener);
  await page.goto(path, { waitUntil: "networkidle" });
  await touch?.(page);
  page.off("response", listener);
  return (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0);
}
