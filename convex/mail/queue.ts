import { Workpool } from "@convex-dev/workpool";
import { components, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

/** The retries are for an action that died. An answer of the provider is dealt with in the action. */
const RETRY = { maxAttempts: 6, initialBackoffMs: 500, base: 2 };

/**
 * Convex runs eight scheduled functions at once (on its Starter plan and self-hosted), and an action keeps its place until it
 * ends. Both queues together leave two for everything else: with each call to the provider hanging, a link is still made and
 * mailed.
 */
const OPTIONS = { maxParallelism: 3, retryActionsByDefault: true, defaultRetryBehavior: RETRY };
const signInMail = new Workpool(components.signInMail, OPTIONS);
export const campaignMail = new Workpool(components.campaignMail, OPTIONS);

/**
 * Mails a link in `wait` ms, by its id alone: the action derives the secrets, and a retry mails the same bytes. `refusals` is
 * how often the provider was too busy for it.
 */
export async function mailLink(
  ctx: MutationCtx,
  linkId: Id<"loginLinks">,
  { wait = 0, refusals = 0 } = {},
): Promise<void> {
  await signInMail.enqueueAction(ctx, internal.mail.signIn.send, { linkId, refusals }, { runAfter: wait });
}
