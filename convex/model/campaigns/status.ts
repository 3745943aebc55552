import type { Infer } from "convex/values";
import { NOT_POSSIBLE } from "../../../lib/messages/campaign-status";
import type { Doc } from "../../_generated/dataModel";
import { fail } from "../../errors";
import type { campaignStatus } from "../../validators";

export type CampaignStatus = Infer<typeof campaignStatus>;
export type CampaignStep =
  | "schedule"
  | "unschedule"
  | "launch"
  | "pause"
  | "resume"
  | "finish"
  | "reopen"
  | "cancel"
  | "delete"
  | "restore";

/** Every allowed step for each status, and the status after it. All other steps are errors. */
export const TRANSITIONS: Record<CampaignStatus, Partial<Record<CampaignStep, CampaignStatus>>> = {
  draft: { schedule: "scheduled", launch: "sending", delete: "deleted" },
  scheduled: { unschedule: "draft", launch: "sending", cancel: "cancelled" },
  sending: { pause: "paused", finish: "sent", cancel: "cancelled" },
  paused: { resume: "sending", finish: "sent", cancel: "cancelled" },
  sent: { reopen: "sending" },
  cancelled: {},
  deleted: { restore: "draft" },
};

/** The status after a step. Fails with the reason if the campaign's status does not allow the step. */
export function after(campaign: Pick<Doc<"campaigns">, "status">, step: CampaignStep): CampaignStatus {
  return TRANSITIONS[campaign.status][step] ?? fail("conflict", NOT_POSSIBLE[step]);
}
