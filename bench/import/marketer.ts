import { type Browser, chromium, type Page } from "@playwright/test";
import { CHROMIUM_ARGS, installChromium } from "../../scripts/run/chromium";
import { callFunction } from "../support/convex";
import type { Stack } from "../support/stack";

const MARKETER = "marketer@example.com";
const TIMEOUT_MS = 120_000;

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: installChromium(), args: CHROMIUM_ARGS });

/** A page that is signed in through a link that backend code made. */
export async function signIn(browser: Browser, { deployment, appUrl }: Stack): Promise<Page> {
  const context = await browser.newContext({ baseURL: appUrl });
  context.setDefaultTimeout(TIMEOUT_MS);
  const page = await context.newPage();
  const url = await callFunction<string>(
    deployment,
    "mutation",
    "bench:marketerUrl",
    { email: MARKETER },
    {
      asAdmin: true,
    },
  );
  await page.goto(url);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: "Dashboard" }).waitFor();
  return page;
}

export async function openAudience(page: Page): Promise<void> {
  await page.goto("/admin/campaigns");
  await page.getByRole("button", { name: "New campaign" }).click();
  await page.getByRole("tab", { name: "Audience" }).click();
  await page.getByRole("button", { name: "Choose a CSV file" }).waitFor();
}
