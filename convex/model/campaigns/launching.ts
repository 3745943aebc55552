/**
 * Checks the conditions for a launch: no list is being uploaded, nothing is missing, and the campaign is still as the
 * marketer confirmed it.
 */
import { audienceChanged, MESSAGE_CHANGED } from "../../../lib/messages/campaign-launch";
import type { QueryCtx } from "../../_generated/server";
import { fail } from "../../errors";
import type { Campaign } from "./campaign";
import { countsOf } from "./counts";
import { problems } from "./drafts";
import { versionOf } from "./edits";
import { uploadsMessage, uploadsOf } from "./uploads";

export interface Confirmed {
  recipients: number;
  /** How many people were ever removed from the audience. Pages of an earlier build do not send it. */
  removed?: number;
  version: number;
}

export async function requireLaunchable(
  ctx: QueryCtx,
  campaign: Campaign,
  confirmed: Confirmed | undefined,
): Promise<void> {
  const uploading = uploadsMessage(await uploadsOf(ctx, campaign._id));
  if (uploading !== null) fail("uploading", uploading);
  const [problem] = await problems(ctx, campaign);
  if (problem) fail("invalid", problem.message);
  if (confirmed) await requireSame(ctx, campaign, confirmed);
}

async function requireSame(ctx: QueryCtx, campaign: Campaign, confirmed: Confirmed): Promise<void> {
  const { recipients = 0, removed = 0 } = await countsOf(ctx, campaign._id);
  const isSameAudience = recipients === confirmed.recipients && removed === (confirmed.removed ?? removed);
  if (!isSameAudience) fail("changed", audienceChanged(recipients));
  if (versionOf(campaign) !== confirmed.version) fail("changed", MESSAGE_CHANGED);
}
