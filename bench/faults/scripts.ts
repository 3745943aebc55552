/**
 * Makes each script of a page fail permanently. Checks that the page is still usable, and does not reload itself
 * endlessly.
 */
import type { Browser, Page } from "@playwright/test";
import type { Hop } from "../support/hop";
import { table } from "../support/report";
import type { Stack } from "../support/stack";
import { newPage, type SignedIn } from "./journeys";

const TIMEOUT_MS = 15_000;
/** How long a page is watched for reloads. */
const WATCHED_FOR_MS = 3_000;

/** The headings of the pages that replace one whose script is missing. */
const FAILED = /^(Something went wrong|This page could not be loaded)$/;

/** What must work on a page without one of its scripts, by the page's path. */
const PAGES: Record<string, (page: Page) => Promise<void>> = {
  "/login": async (page) => {
    await page.getByRole("textbox", { name: "Email" }).fill("ada@example.com", { timeout: TIMEOUT_MS });
    await page.getByRole("button", { name: "Email me a link" }).click({ timeout: TIMEOUT_MS });
    await page.getByRole("heading", { name: "Check your email" }).waitFor({ timeout: TIMEOUT_MS });
  },
  "/dashboard": (page) => linkWorks(page, "Settings", "Name"),
  "/settings/profile": (page) => linkWorks(page, "Dashboard", "Dashboard"),
  "/admin/campaigns": (page) => linkWorks(page, "Dashboard", "Dashboard"),
};

async function linkWorks(page: Page, link: string, then: string): Promise<void> {
  await page.getByRole("link", { name: link, exact: true }).first().click({ timeout: TIMEOUT_MS });
  const goal = page.getByLabel(then, { exact: true }).or(page.getByRole("heading", { name: then }));
  await goal.first().waitFor({ timeout: TIMEOUT_MS });
}

export async function withoutScripts(
  browser: Browser,
  stack: Stack,
  hop: Hop,
  state: SignedIn,
): Promise<string> {
  const rows = [];
  for (const [path, use] of Object.entries(PAGES)) {
    const scripts = await scriptsOf(browser, stack, hop, path, state);
    const tally = { usable: 0, failed: 0, loops: 0 };
    for (const script of scripts) {
      hop.begin({ path: script, fault: "503" });
      const page = await newPage(browser, stack, path === "/login" ? undefined : state);
      await page.goto(path, { waitUntil: "commit" });
      await page.waitForTimeout(WATCHED_FOR_MS);
      if (hop.seen.filter((seen) => seen.path === path).length > 2) tally.loops++;
      const isUsable = await use(page).then(
        () => true,
        () => false,
      );
      if (isUsable) tally.usable++;
      else if (await page.getByRole("heading", { name: FAILED }).isVisible()) tally.failed++;
      else process.stderr.write(`${path} does not work without ${script}, and does not say so.\n`);
      await page.context().close();
    }
    rows.push([path, scripts.length, tally.usable, tally.failed, tally.loops]);
  }
  return table(
    "One script of a page fails permanently",
    ["page", "scripts", "page still works without", "page says that it failed", "reloaded more than once"],
    rows,
  );
}

async function scriptsOf(
  browser: Browser,
  stack: Stack,
  hop: Hop,
  path: string,
  state: SignedIn,
): Promise<string[]> {
  hop.begin(null);
  const page = await newPage(browser, stack, path === "/login" ? undefined : state);
  await page.goto(path, { waitUntil: "networkidle" });
  await page.context().close();
  return [...new Set(hop.seen.map((seen) => seen.path).filter((file) => file.endsWith(".js")))];
}
