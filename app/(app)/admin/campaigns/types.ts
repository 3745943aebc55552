import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";

export type Campaign = NonNullable<FunctionReturnType<typeof api.campaigns.get>>;
export type CampaignRow = FunctionReturnType<typeof api.campaignList.list>["page"][number];
export type CampaignId = Campaign["id"];
export type CampaignStatus = Campaign["status"];
export type RecipientRow = FunctionReturnType<typeof api.recipients.list>["page"][number];
export type RecipientStatus = RecipientRow["status"];
export type RecipientId = RecipientRow["id"];
