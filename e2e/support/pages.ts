import { expect, type Page } from "@playwright/test";
import { linkIn, type Mailbox } from "./mailbox";

/** Steps of a sign-in. They find the elements of the pages by their visible text. */

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

/** Requests a link, opens it from the email and waits for the dashboard. For tests of what comes after the sign-in. */
export async function signIn(page: Page, mailbox: Mailbox, address: string): Promise<void> {
  const count = await mailbox.count(address);
  await askForLink(page, address);
  await page.goto(linkIn(await mailbox.newest(address, count + 1)));
  await expectDashboardOf(page, address);
}

/**
 * Each worker has its own admin, because a newer link of an address retires the older one. With BASE_URL there is only
 * one admin.
 */
export const ADMIN = process.env.BASE_URL
  ? "admin@example.com"
  : `admin-${process.env.TEST_PARALLEL_INDEX ?? 0}@example.com`;

/** Tries again if another worker has retired the link, because with BASE_URL all workers share one admin. */
export async function signInAsAdmin(page: Page, mailbox: Mailbox): Promise<void> {
  await expect(async () => {
    const count = await mailbox.count(ADMIN);
    await askForLink(page, ADMIN);
    await page.goto(linkIn(await mailbox.newest(ADMIN, count + 1)));
    await expectDashboardOf(page, ADMIN);
  }).toPass();
}

/** Returns an array that collects the path of every page that the browser visits from now on, including redirects. */
export function recordPaths(page: Page): string[] {
  const paths: string[] = [];
  page.on("request", (request) => {
    if (request.isNavigationRequest()) paths.push(new URL(request.url()).pathname);
  });
  return paths;
}
