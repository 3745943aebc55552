/** The list of campaigns: search, order, archive, labels, and actions on several campaigns. */
import { grouped } from "../numbers";
import type { CampaignSort } from "../campaign-list";

export const SEARCH = "Search campaigns";
export const SEARCH_EXAMPLE = "Name or subject…";

export const ORDER = "Order";
export const ORDERS: Record<CampaignSort, string> = {
  newest: "Newest first",
  name: "Name",
  launched: "Last launched first",
  accepted: "Highest accepted rate first",
};

export const ARCHIVED_ONLY = "Archived";
export const LABEL = "Label";
export const ANY_LABEL = "All labels";

export const NO_MATCHES_HINT =
  "Campaigns are found by the beginning of a word in their name or subject. Check the filters too, and whether the campaign is archived.";
export const NOTHING_ARCHIVED = "Nothing is archived";
export const NOTHING_ARCHIVED_HINT = "Archive a campaign from its menu to take it out of this list.";
export const NOTHING_DELETED = "No deleted drafts";
export const NOTHING_DELETED_HINT =
  "A deleted draft is kept for 30 days with its audience. Restore it from its menu.";
export const NO_RATES_HINT = "Only campaigns that have mailed somebody have an accepted rate.";
export const onlyFirst = (count: number): string =>
  `Only ${grouped(count)} matches are shown. Type more of the name to see the others.`;
/** A share from 0 to 1 in percent. */
export const rate = (share: number): string => `${Math.round(share * 100)}%`;

export const ARCHIVE = "Archive";
export const UNARCHIVE = "Take out of the archive";
export const NOT_ARCHIVED = "Not archived";
export const NOT_UNARCHIVED = "Not taken out of the archive";
export const archived = (count: number): string =>
  count === 1 ? "1 campaign is archived." : `${grouped(count)} campaigns are archived.`;
export const unarchived = (count: number): string =>
  count === 1 ? "1 campaign is back in the list." : `${grouped(count)} campaigns are back in the list.`;
export const notArchived = (count: number): string =>
  count === 1
    ? "1 campaign stays, because it is scheduled, being sent or paused."
    : `${grouped(count)} campaigns stay, because they are scheduled, being sent or paused.`;

export const LABELS = "Labels…";
export const labelsTitle = (count: number): string =>
  count === 1 ? "Labels" : `Labels of ${grouped(count)} campaigns`;
export const ADD_LABELS = "Add labels";
export const ADD_LABELS_HINT = "Type a label and press Enter.";
export const REMOVE_LABELS = "Remove labels";
export const SAVE_LABELS = "Save labels";
export const NOT_LABELLED = "The labels were not saved";
export const labelsOf = (name: string): string => `Labels of ${name}`;
export const tooManyLabels = (name: string, most: number): string =>
  `“${name}” would have more than ${most} labels. Remove some first.`;
export const tooManyAtOnce = (most: number): string => `Choose at most ${most} campaigns.`;

export const selectCampaign = (name: string): string => `Select ${name}`;
