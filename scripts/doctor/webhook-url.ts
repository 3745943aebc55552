import type { Subject } from "./subject";

/** Where Resend is to send its events. */
export async function webhookUrl({ inspection }: Subject): Promise<string> {
  return new URL("/resend/webhook", (await inspection()).convexSiteUrl).href;
}
