"use client";

import type { FunctionReturnType } from "convex/server";
import { api } from "@/convex/_generated/api";
import type { CampaignId } from "../../types";
import { useOwn } from "../../../../use-own";

export type AudienceCopy = NonNullable<FunctionReturnType<typeof api.audienceCopies.get>>;

/** The copy of people into this draft, live. Null if there is none, and until it is loaded. */
export function useAudienceCopy(campaignId: CampaignId): AudienceCopy | null {
  return useOwn(api.audienceCopies.get, { campaignId }) ?? null;
}
