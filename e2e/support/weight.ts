import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";

/**
 * The gzipped size of a page's scripts, in bytes. This includes scripts that the page prefetches for possible next
 * pages until the network is idle, and scripts that the page loads while `touch` runs.
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
