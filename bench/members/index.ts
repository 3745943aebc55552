/**
 * Measures what a member notices: how soon a bounce is on the page, how long a passkey takes, and how much the sign-in
 * page loads.
 */
import { openBrowser } from "../import/marketer";
import type { Report } from "../support/report";
import { startStack } from "../support/stack";
import { bounces } from "./bounces";
import { passkeys } from "./passkeys";
import { weights } from "./weights";

export async function members(): Promise<Report> {
  return [...(await inBrowser()), ...(await passkeys())];
}

async function inBrowser(): Promise<Report> {
  const stack = await startStack({ withApp: true, withBareApp: false, mailbox: {} });
  const browser = await openBrowser();
  try {
    return [await bounces(browser, stack), await weights(browser, stack)];
  } finally {
    await browser.close();
    await stack.stop();
  }
}
