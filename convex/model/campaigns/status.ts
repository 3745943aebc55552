import type { Infer } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import { fail } from "../../errors";
import type { campaignStatus } from "../../validators";

export type CampaignStatus = Infer<typeof campaignStatus>;
export type CampaignStep =
  "schedule" | "unschedule" | "launch" | "pause" | "resume" | "finish" | "reopen" | "cancel";

/** Every legal transition. All others are refused. */
export const TRANSITIONS: Record<CampaignStatus, Partial<Record<CampaignStep, CampaignStatus>>> = {
  draft: { schedule: "scheduled", launch: "sending" },
  scheduled: { unschedule: "draft", launch: "sending", cancel: "cancelled" },
  sending: { pause: "paused", finish: "sent", cancel: "cancelled" },
  paused: { resume: "sending", finish: "sent", cancel: "cancelled" },
  sent: { reopen: "sending" },
  cancelled: {},
};

const REFUSALS: Record<CampaignStep, string> = {
  schedule: "Only a draft can be scheduled.",
  unschedule: "Only a scheduled campaign can go back to a draft.",
  launch: "This campaign has been launched already, or was cancelled.",
  pause: "Only a campaign that is sending can be paused.",
  resume: "Only a paused campaign can be resumed.",
  finish: "Only a campaign that is sending or paused can finish.",
  reopen: "Only a sent campaign has anything to send again.",
  cancel: "A campaign can be cancelled while it is scheduled, sending or paused.",
};

/** The status after a step; throws a refusal with the reason if the step is not legal. */
export function after(campaign: Pick<Doc<"campaigns">, "status">, step: CampaignStep): CampaignStatus {
  return TRANSITIONS[campaign.status][step] ?? fail("conflict", REFUSALS[step]);
}
