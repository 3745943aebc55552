/** The list of campaigns: how it is sorted, searched and labelled. */
import { MOST_WORDS, wordsOf } from "./search-words";

export const CAMPAIGN_SORTS = ["newest", "name", "launched", "accepted"] as const;
export type CampaignSort = (typeof CAMPAIGN_SORTS)[number];

/** A search or a label shows at most this many campaigns, because they are sorted after they are read. */
export const MOST_MATCHES = 100;

/** How many campaigns one call archives or labels. */
export const MOST_AT_ONCE = 50;

/** The words under which a campaign is found. */
export function campaignWords({ name, subject }: { name: string; subject: string }): string[] {
  return [...new Set([...wordsOf(name), ...wordsOf(subject)])];
}

/** The words of a search, the longest first, because it matches the fewest campaigns. */
export function typedCampaignWords(typed: string): string[] {
  return [...new Set(wordsOf(typed))].sort((a, b) => b.length - a.length).slice(0, MOST_WORDS);
}

/** The form of the name by which the list sorts: without case, accents and punctuation. */
export const sortNameOf = (name: string): string => wordsOf(name).join(" ");
