/** The step Write: the message, its settings, its variables, and problems with them. */
import { counted } from "../numbers";
import { parts } from "./parts";

export const NAME = "Name";
export const NAME_HINT = "For you and your colleagues. Recipients never see it.";
export const SUBJECT = "Subject";
export const PREHEADER = "Preheader";
export const PREHEADER_HINT = "The text that an inbox shows beside the subject.";
export const MESSAGE = "Message";
export const BUTTON = "Button";
export const BUTTON_HINT = "It opens the recipient’s own link.";
export const LANDING_PAGE = "Landing page";
export const LANDING_PAGE_HINT = "The path on this site that opens after they sign in.";
export const NOT_A_PAGE = "This is not a page of this site. Recipients would see the dashboard instead.";
export const EXPIRES_AFTER = "Invitation expires after (days)";
export const REPLY_TO = "Reply to";
export const REPLY_TO_HINT = "The sender’s address";
export const NOT_AN_ADDRESS =
  "This is not an email address. Enter team@example.com, or Team <team@example.com>.";

export const WITHOUT_PREHEADER = "Without a preheader, an inbox shows the beginning of the email.";
export const longSubject = (length: number, onScreens: number, onPhones: number): string =>
  `The subject has ${length} characters. Most inboxes show about ${onScreens}, phones about ${onPhones}.`;

export const SIDES = "Show";
export const TEXT_SIDE = "Text";
export const MAIL_SIDE = "Email";
export const LIVE_MAIL_BESIDE = "The email beside its text";
/** The title of the frame. */
export const LIVE_MAIL = "Live email";
export const RENDERING = "The email appears here.";
export const shownAs = (address: string, isExample: boolean): string =>
  `As ${address} would see it${isExample ? " (an example)" : ""}`;
export const notRendered = (why: string): string => `The email above is not up to date. ${why}`;

export const TOOLBAR = "Formatting";
export const BOLD = "Bold";
export const ITALIC = "Italic";
export const LINK = "Link";
export const HEADING = "Heading";
export const LIST = "List";
export const INSERT_VARIABLE = "Insert variable";
export const haveNone = (count: number): string =>
  `${counted(count, "recipient has", "recipients have")} no value`;

export const FORMATTING = "How to format";
/** What to type, and what it becomes. */
export const FORMATS: readonly (readonly [string, string])[] = [
  ["**bold**, _italic_", "bold, italic"],
  ["## Heading", "a heading"],
  ["- one", "a list (1. numbers it)"],
  ["[words](https://…)", "a link"],
  ["![what it shows](https://…)", "a picture"],
  ["> words", "a quotation"],
  ["---", "a horizontal line"],
  ["{{firstName|there}}", "their first name, or “there”"],
];
export const FORMATTING_HINT = "An empty line starts a new paragraph. HTML tags are shown as text.";

export const FOREIGN = "These variables belong to another tool";
export const foreign = <Value>(written: Value) => parts`Recipients would see exactly this: ${written}`;
export const foreignWithoutFix = <Value>(written: Value) =>
  parts`Recipients would see exactly this, and no variable can replace it: ${written}`;
export const UNKNOWN = "These variables do not exist";
export const unknown = <Value>(name: Value) =>
  parts`There is no variable called ${name}, so nothing would be shown in its place.`;
export const unknownWithFallback = <Value>(name: Value, fallback: string) =>
  parts<string | Value>`There is no variable called ${name}, so everybody would see “${fallback}”.`;
export const MISSING = "Missing values";
export const missing = <Value>(count: number, name: Value, fix: Value) =>
  parts<
    string | Value
  >`${counted(count, "recipient has", "recipients have")} no ${name}. Write a fallback for them: ${fix}`;
export const missingWithoutFallback = <Value>(count: number, name: Value, fix: Value) =>
  parts<
    string | Value
  >`${counted(count, "recipient has", "recipients have")} no ${name}. To leave it out for them, write ${fix}`;
/**
 * Suggested texts in place of a missing value, by the key of the column: "Hello there", "we would like your company to
 * come".
 */
export const FALLBACKS: Record<string, string> = {
  firstname: "there",
  name: "there",
  lastname: "",
  organization: "your organization",
  organisation: "your organisation",
  phone: "your phone number",
  jobtitle: "your role",
  title: "your role",
};
export const yourValue = (column: string): string => `your ${column}`;
export const writeInstead = (text: string): string => `Write ${text}`;
export const removeText = (text: string): string => `Remove ${text}`;

export const TOO_LARGE = "Gmail would cut this email off";
export const tooLarge = (kilobytes: number): string =>
  `It is about ${kilobytes} KB, and Gmail shows only the first 102 KB of an email. The button and the Unsubscribe link would be cut off. Shorten the message.`;

export const REJECTED_ADDRESSES = "These links and images are left out of the email";
export const EMPTY_ADDRESS = "an empty link";
export const REJECTED_ADDRESSES_HINT =
  "A link must begin with http:, https: or mailto:, and an image with http: or https:. A web address must not contain a user name, or a variable before the path. A picture that was pasted as text has no web address: insert it with the Picture button.";
