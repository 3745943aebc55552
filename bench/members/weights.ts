/** Measures the scripts that the sign-in page fetches, compared with a bare Next.js page. */
import type { Browser, Page } from "@playwright/test";
import { openBarePage } from "../../e2e/support/bare-page";
import { weightOfScripts } from "../../e2e/support/weight";
import { type Cell, table } from "../support/report";
import type { Stack } from "../support/stack";

export async function weights(browser: Browser, { appUrl }: Stack): Promise<string> {
  const bare = await openBarePage();
  const weigh = async (url: string, touch?: (page: Page) => Promise<void>) => {
    const context = await browser.newContext();
    const weight = await weightOfScripts(await context.newPage(), url, touch);
    await context.close();
    return weight;
  };
  const bareWeight = await weigh(bare.url);
  const row = (name: string, bytes: number): Cell[] => [
    name,
    (bytes / 1_000).toFixed(1),
    (bytes / bareWeight).toFixed(3),
  ];
  const rows = [
    row("a bare page", bareWeight),
    row("/login, before the field is touched", await weigh(`${appUrl}/login`)),
    row("/login, once somebody types into the field", await weigh(`${appUrl}/login`, typeAddress)),
  ];
  bare.close();
  return table("JavaScript of the sign-in page, gzipped", ["", "kB", "times the bare page"], rows);
}

async function typeAddress(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: "Email" }).fill("ada@example.com");
  await page.waitForLoadState("networkidle");
}
