import { Workpool } from "@convex-dev/workpool";
import { components, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { beginningOf } from "./pace";

/**
 * Convex runs eight scheduled functions at once (on its Starter plan and self-hosted), and an action keeps its slot until it
 * ends. Both pools together leave two for all else: with each call to the provider hanging, a link is still made and mailed.
 */
const signInMail = new Workpool(components.signInMail, { maxParallelism: 3 });
const campaignMail = new Workpool(components.campaignMail, { maxParallelism: 3 });

const RETRY = { maxAttempts: 6, initialBackoffMs: 500, base: 2 };

/**
 * Mails a link in `wait` ms, by its id alone: the action derives the secrets, and a retry mails the same bytes. `refusals` is
 * how often the provider was too busy for it.
 */
export async function mailLink(
  ctx: MutationCtx,
  linkId: Id<"loginLinks">,
  { wait = 0, refusals = 0 } = {},
): Promise<void> {
  const options = { retry: RETRY, runAfter: wait };
  await signInMail.enqueueAction(ctx, internal.mail.deliver.link, { linkId, refusals }, options);
}

/** Sends a batch at `dueAt`. The retries are for an action that died; what the provider says is answered in it. */
export async function enqueueBatch(ctx: MutationCtx, batchId: Id<"batches">, dueAt: number): Promise<void> {
  const options = { retry: RETRY, runAt: Math.max(Date.now(), beginningOf(dueAt)) };
  await campaignMail.enqueueAction(ctx, internal.mail.campaign.send, { batchId }, options);
}
