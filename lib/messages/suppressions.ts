/** Suppressed addresses: the list, adding to it by hand or from a file, and removing from it. */
import { counted, grouped } from "../numbers";

const addresses = (count: number): string => counted(count, "address", "addresses");

export const TITLE = "Suppressions";
export const DESCRIPTION =
  "Campaigns do not send email to these addresses. Sign-in links that people ask for are still sent.";
export const HEADER = ["Email", "Reason", "Note", "Since"];

export const ADDRESS = "Address";
export const REASON = "Reason";
export const SINCE = "Since";
export const REASONS = {
  unsubscribed: "Unsubscribed",
  bounced: "Bounced",
  complained: "Reported as spam",
  manual: "Added by hand",
} as const;
export const NONE_YET = "No suppressed addresses";
export const NONE_YET_HINT =
  "An address is added automatically when its owner unsubscribes or reports spam, or when an email to it bounces. You can add others, or import a list from another tool.";
export const NO_MATCHES_HINT = "No suppressed address begins with this text.";

export const ADD_ADDRESSES = "Add addresses";
export const ADDRESSES = "Addresses";
export const ADDRESSES_HINT = "One per line, or separated by commas.";
export const ENTER_ADDRESSES = "Enter at least one address.";
export const tooMany = (count: number): string =>
  `${counted(count, "address is", "addresses are")} too many here. Import them as a list.`;
export const notAddresses = (count: number): string =>
  count === 1 ? "This is not an email address." : "These are not email addresses.";
export const REASON_HINT = "Only you and your colleagues see it.";
export const REASON_EXAMPLE = "Asked us by phone to stop";
export const ENTER_REASON = "Enter a reason, so that your colleagues know why.";
export const SUPPRESS = "Suppress";
export const NOT_ADDED = "Not added";
export const added = (count: number, known: number): string => {
  const sentences = [
    count > 0 || known === 0 ? `${addresses(count)} suppressed.` : null,
    known > 0 ? `${counted(known, "was", "were")} already in the list.` : null,
  ];
  return sentences.filter((sentence) => sentence !== null).join(" ");
};

export const IMPORT_A_LIST = "Import a list";
export const PASTE = "Paste addresses";
export const PASTE_HINT = "One per line, separated by commas, or copied from a spreadsheet.";
export const ADDRESS_COLUMN = "Column with the addresses";
export const CHOOSE_COLUMN = "Choose one…";
export const columnLike = (title: string, example: string): string => `${title}, such as ${example}`;
export const IMPORT_REASON_HINT =
  "It applies to all of these addresses. Only you and your colleagues see it.";
export const IMPORT_REASON_EXAMPLE = "Unsubscribed in the tool that we used before";
export const suppress = (count: number | null): string =>
  count === null ? "Suppress them" : `Suppress ${addresses(count)}`;
export const verdict = (good: number, rejected: number): string =>
  rejected === 0
    ? `${addresses(good)} can be suppressed.`
    : `${addresses(good)} can be suppressed. ${counted(rejected, "row is", "rows are")} left out:`;
export const UPLOADING = "Suppressing addresses";
export const UPLOAD_BAR = "Addresses suppressed";
export const progress = (done: number, total: number): string => `${grouped(done)} of ${addresses(total)}`;
export const UPLOADED_STAY =
  "Addresses that were added stay in the list. Import the same list again later to add the rest.";
export const STOP_HERE = "Stop here";
export const DONE = "Done";

export const REMOVE = "Remove";
export const removeAddress = (email: string): string => `Remove ${email}`;
export const removeQuestion = (email: string): string => `Send to ${email} again?`;
/** By the reason for which the address is suppressed. */
export const IF_REMOVED = {
  unsubscribed:
    "This person unsubscribed. Remove the address only if they have told you since then that they want your emails. Campaigns will send to this address again.",
  bounced:
    "The last email to this address bounced. Sending to it again can harm your reputation as a sender. Campaigns will send to this address again.",
  complained:
    "This person reported an email as spam. Sending to them again can harm your reputation as a sender. Campaigns will send to this address again.",
  manual: "A colleague added this address. Campaigns will send to it again.",
} as const;
export const REMOVE_FROM_LIST = "Remove it from the list";
export const NOT_REMOVED = "Not removed";
export const removed = (email: string): string => `Campaigns can send to ${email} again.`;

export const NOT_SUPPRESSED = "This address is not suppressed.";
export const atMost = (count: number): string => `Add at most ${count} addresses at once.`;
