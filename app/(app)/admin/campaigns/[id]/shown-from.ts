import { type ChosenSender, fromHeader } from "@/lib/brand/sender";
import type { Campaign } from "../types";

/** The From header: as the mails were sent, or as they will be. `chosen` may have values that are not saved yet. */
export const shownFrom = (campaign: Campaign, chosen: ChosenSender = campaign): string =>
  campaign.sentFrom ?? fromHeader(chosen, campaign.usualSender);
