import { Workpool } from "@convex-dev/workpool";
import { components, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

/** The queue retries an action that died or threw an error. The action itself handles the provider's other answers. */
const RETRY = { maxAttempts: 6, initialBackoffMs: 500, base: 2 };

/**
 * Convex runs eight scheduled functions at once (on its Starter plan and self-hosted), and an action keeps its place
 * until it ends. Two queues with three each leave two places for everything else, so links can still be made while
 * every call to the provider hangs.
 */
const OPTIONS = { maxParallelism: 3, retryActionsByDefault: true, defaultRetryBehavior: RETRY };
export const signInMail = new Workpool(components.signInMail, OPTIONS);
export const campaignMail = new Workpool(components.campaignMail, OPTIONS);

/**
 * Queues a link's mail, to be sent in `wait` ms. Only the link's id is passed: the action derives the secrets, so a
 * retry mails the same bytes. `refusals` counts how often the provider has refused this mail because of its rate limit.
 */
export async function mailLink(
  ctx: MutationCtx,
  linkId: Id<"loginLinks">,
  { wait = 0, refusals = 0 } = {},
): Promise<void> {
  await signInMail.enqueueAction(ctx, internal.mail.signIn.send, { linkId, refusals }, { runAfter: wait });
}
