/** Error pages: they explain the failure, their heading gets the focus, and they offer a next step. */
import type { Page } from "@playwright/test";
import { expectAccessible, expectToFit } from "./support/accessible";
import { mint } from "./support/deployment";
import { expect, test } from "./support/test";

test.afterEach(({ consoleErrors }) => {
  expect(consoleErrors.take().join()).toContain("made to fail");
});

test("a failing sign-in page says so", async ({ page, address }) => {
  await failTimersOf(page, 1_000);
  await askInVain(page, address);
  await expectFailure(page, "Something went wrong");
  await expect(page.getByRole("link", { name: "Go to the home page" })).toHaveAttribute("href", "/");
});

test("a failing signed-in page keeps the navigation, and recovers when the cause is gone", async ({
  page,
  address,
}) => {
  await failTimersOf(page, 30_000);
  await page.goto(await mint({ email: address }));
  await page.getByRole("button", { name: "Continue" }).click();
  await expectFailure(page, "This page could not be loaded");
  await page.evaluate(() => (window.setInterval = window.ownSetInterval));
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
});

declare global {
  interface Window {
    ownSetInterval: typeof window.setInterval;
  }
}

/**
 * Makes `setInterval` throw for this interval, in ms. The countdown on /login uses 1 s and the times on the dashboard
 * use 30 s, so this makes one of these two pages fail.
 */
async function failTimersOf(page: Page, interval: number): Promise<void> {
  await page.addInitScript((broken) => {
    const own = window.setInterval;
    window.ownSetInterval = own;
    window.setInterval = ((handler: TimerHandler, delay?: number, ...rest: unknown[]) => {
      if (delay === broken) throw new Error("made to fail");
      return own(handler, delay, ...rest);
    }) as typeof window.setInterval;
  }, interval);
}

async function askInVain(page: Page, address: string): Promise<void> {
  await page.goto("/login");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Email me a link" }).click();
}

async function expectFailure(page: Page, title: string): Promise<void> {
  const heading = page.getByRole("heading", { name: title });
  await expect(heading).toBeFocused();
  await expectToFit(page, [320, 390, 768, 1280, 1920]);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
}
