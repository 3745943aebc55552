import { Workpool } from "@convex-dev/workpool";
import { components, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { reserveProviderRequest } from "../rateLimits";

/** Of its own, so that nobody who wants to sign in waits behind a campaign. */
const signInMail = new Workpool(components.signInMail, { maxParallelism: 10 });
const campaignMail = new Workpool(components.campaignMail, { maxParallelism: 10 });

const RETRY = { maxAttempts: 6, initialBackoffMs: 500, base: 2 };

/** Mails a link, by its id alone: the action derives the secrets, and a retry mails the same bytes. */
export async function mailLink(ctx: MutationCtx, linkId: Id<"loginLinks">): Promise<void> {
  await reserveProviderRequest(ctx);
  await signInMail.enqueueAction(ctx, internal.mail.deliver.link, { linkId }, { retry: RETRY });
}

/** Sends a batch after `wait` ms. The retries are for an action that died; what the provider says is answered in it. */
export async function enqueueBatch(ctx: MutationCtx, batchId: Id<"batches">, wait: number): Promise<void> {
  await campaignMail.enqueueAction(
    ctx,
    internal.mail.campaign.send,
    { batchId },
    { retry: RETRY, runAfter: wait },
  );
}
