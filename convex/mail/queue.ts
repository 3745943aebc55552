import { Workpool } from "@convex-dev/workpool";
import { components, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { providerRequestsPerSecond, reserveProviderRequest } from "../rateLimits";

/** Of its own, so that nobody who wants to sign in waits behind a campaign. */
const signInMail = new Workpool(components.signInMail, { maxParallelism: 10 });
const campaignMail = new Workpool(components.campaignMail, { maxParallelism: 10 });

/** How early a batch is begun, in ms: it is filled by the time its turn comes, and leaves then, to the moment. */
const MAX_LEAD = 500;

const RETRY = { maxAttempts: 6, initialBackoffMs: 500, base: 2 };

/** Mails a link, by its id alone: the action derives the secrets, and a retry mails the same bytes. */
export async function mailLink(ctx: MutationCtx, linkId: Id<"loginLinks">): Promise<void> {
  await reserveProviderRequest(ctx);
  await signInMail.enqueueAction(ctx, internal.mail.deliver.link, { linkId }, { retry: RETRY });
}

/** Reserves a batch's request. The answer is in how many ms it leaves: never at once, for it has to be filled. */
export async function reserveTurn(ctx: MutationCtx): Promise<number> {
  return lead() + (await reserveProviderRequest(ctx));
}

/** Of few requests a second each is worth waiting for in its action; of many, that would hold up the others. */
function lead(): number {
  return Math.min(MAX_LEAD, 2_000 / providerRequestsPerSecond());
}

/** Sends a batch in `wait` ms. The retries are for an action that died; what the provider says is answered in it. */
export async function enqueueBatch(ctx: MutationCtx, batchId: Id<"batches">, wait: number): Promise<void> {
  const options = { retry: RETRY, runAfter: Math.max(0, wait - lead()) };
  await campaignMail.enqueueAction(ctx, internal.mail.campaign.send, { batchId }, options);
}
