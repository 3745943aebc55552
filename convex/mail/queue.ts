import { Workpool } from "@convex-dev/workpool";
import { components, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

/** Of its own, so that nobody who wants to sign in waits behind a campaign. */
const signInMail = new Workpool(components.signInMail, { maxParallelism: 10 });

const RETRY = { maxAttempts: 6, initialBackoffMs: 500, base: 2 };

/** Mails a link, by its id alone: the action derives the secrets, and a retry mails the same bytes. */
export async function mailLink(ctx: MutationCtx, linkId: Id<"loginLinks">): Promise<void> {
  await signInMail.enqueueAction(ctx, internal.mail.deliver.link, { linkId }, { retry: RETRY });
}
