import { Workpool } from "@convex-dev/workpool";
import { components, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

/** Retries are for an action that died. The action itself handles the provider's answers. */
const RETRY = { maxAttempts: 6, initialBackoffMs: 500, base: 2 };

/**
 * Convex runs eight scheduled functions at once (on its Starter plan and self-hosted), and an action keeps its slot
 * until it ends. Both queues together leave two slots for everything else, so links can still be made and mailed while
 * every call to the provider hangs.
 */
const OPTIONS = { maxParallelism: 3, retryActionsByDefault: true, defaultRetryBehavior: RETRY };
export const signInMail = new Workpool(components.signInMail, OPTIONS);
export const campaignMail = new Workpool(components.campaignMail, OPTIONS);

/**
 * Mails a link in `wait` ms. It only passes the link's id: the action derives the secrets, and a retry mails the same
 * bytes. `refusals` counts how often the provider was too busy for this mail.
 */
export async function mailLink(
  ctx: MutationCtx,
  linkId: Id<"loginLinks">,
  { wait = 0, refusals = 0 } = {},
): Promise<void> {
  await signInMail.enqueueAction(ctx, internal.mail.signIn.send, { linkId, refusals }, { runAfter: wait });
}
