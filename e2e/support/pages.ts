import { expect, type Page } from "@playwright/test";
import { linkIn, type Mailbox } from "./mailbox";

/** The pages of a sign-in, by their visible texts. */

export async function askForLink(page: Page, address: string, path = "/login"): Promise<void> {
  await page.goto(path);
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
}

export async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "6-digit code" }).fill(code);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export async function expectDashboardOf(page: Page, address: string): Promise<void> {
  await expect(page).toHaveURL(/\/dashboard$/);
  await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
  await expect(page.getByText(address).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign out", exact: true })).toBeVisible();
}

/** The whole sign-in, for tests of what comes after it. */
export async function signIn(page: Page, mailbox: Mailbox, address: string): Promise<void> {
  const count = await mailbox.count(address);
  await askForLink(page, address);
  await page.goto(linkIn(await mailbox.newest(address, count + 1)));
  await expectDashboardOf(page, address);
}

/** Each worker has its own admin, because a newer link of an address retires the older one. */
export const ADMIN = process.env.BASE_URL
  ? "admin@example.com"
  : `admin-${process.env.TEST_PARALLEL_INDEX ?? 0}@example.com`;

/** Repeats if another worker on the same deployment (BASE_URL) has retired the link. */
export async function signInAsAdmin(page: Page, mailbox: Mailbox): Promise<void> {
  await expect(async () => {
    const count = await mailbox.count(ADMIN);
    await askForLink(page, ADMIN);
    await page.goto(linkIn(await mailbox.newest(ADMIN, count + 1)));
    await expectDashboardOf(page, ADMIN);
  }).toPass();
}

/** The path of every page that the browser visits from now on, redirects included. */
export function recordPaths(page: Page): string[] {
  const paths: string[] = [];
  page.on("request", (request) => {
    if (request.isNavigationRequest()) paths.push(new URL(request.url()).pathname);
  });
  return paths;
}
