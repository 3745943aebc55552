/** Measures a campaign through the whole pipeline: claim, batch, provider, webhooks, projector. */
import type { Report } from "../support/report";
import { startStack } from "../support/stack";
import { draftFor, recipientRows, signIn } from "./marketer";
import { conflicts } from "../support/convex";
import { recount } from "./recount";
import { runCampaign } from "./run";
import { conflictsOf, memoryOf, sendingOf } from "./sending-report";

const UNLIMITED = 10_000;

/** @param limit requests a second that the provider allows and enforces; undefined for no limit */
export async function sending(recipients: number, limit?: number): Promise<Report> {
  const stack = await startStack({
    mailbox: {
      MAILBOX_CAPACITY: String(2 * recipients),
      MAILBOX_REQUESTS_PER_SECOND: String(limit ?? ""),
    },
    environment: { RESEND_REQUESTS_PER_SECOND: String(limit ?? UNLIMITED) },
  });
  try {
    const marketer = await signIn(stack);
    const campaignId = await draftFor(marketer, recipientRows(recipients));
    const run = await runCampaign(stack, marketer, campaignId, recipients);
    const counted = await recount(stack, marketer, campaignId);
    return [sendingOf(run, counted, limit), conflictsOf(await conflicts(stack.deployment)), memoryOf(run)];
  } finally {
    await stack.stop();
  }
}
