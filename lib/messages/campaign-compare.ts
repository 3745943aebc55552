/** The comparison of campaigns. */
import { counted } from "../numbers";

export const COMPARE = "Compare results";
export const TITLE = "Campaigns side by side";
export const DESCRIPTION =
  "Every launched campaign with its rates. Choose a heading to sort, or tick campaigns to see only those.";
export const TABLE = "Results of campaigns";
export const CAMPAIGN = "Campaign";
export const LAUNCHED = "Launched";
export const COLUMNS = {
  audience: "Audience",
  sent: "Sent",
  delivered: "Delivered",
  opened: "Opened",
  clicked: "Clicked",
  openedByPeople: "Link opened by people",
  accepted: "Accepted",
  bounced: "Bounced",
  complained: "Spam reports",
  unsubscribed: "Unsubscribed",
} as const;
/** For a campaign that was sent before visits were counted. */
export const NOT_COUNTED = "not counted";
export const RATES_HINT =
  "Percentages are shares of the sent emails, except for “Sent”, which is a share of the audience. Opened and clicked are reported by the mail provider; this site itself tells people from mail filters. Accepted counts people who signed in through their link.";
export const sortedAmong = (count: number): string =>
  `Sorted among the ${counted(count, "campaign")} shown. Show more to include earlier ones.`;
export const choose = (name: string): string => `Compare ${name}`;
export const onlyChosen = (count: number): string => `Show only the chosen (${count})`;
export const CHOOSE = "Chosen";
export const NONE = "No campaign has been launched yet";
export const NONE_HINT = "Launched campaigns appear here with their results.";
