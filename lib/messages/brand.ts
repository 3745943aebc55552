/** Admin > Brand, and what the server says about the brand that somebody has entered. */

export const TITLE = "Brand";
export const DESCRIPTION =
  "The name, logo, colours and addresses on every page and in every email. Pages show a change after a few seconds.";

const rounded = (ratio: number): string => (Math.floor(ratio * 10) / 10).toFixed(1);

export const NAME = "Product name";
export const NAME_HINT = "In the title of every page, in the subject of sign-in emails, and in passkeys.";
export const ACCENT = "Accent colour";
export const ACCENT_HINT = "For buttons and links on light pages.";
export const ACCENT_DARK = "Accent colour for dark pages";
export const ACCENT_DARK_HINT = "Derived from the other colour if this is empty.";
export const PICK_COLOR = "Pick a colour from the screen";
export const LOGO = "Logo";
export const LOGO_DARK = "Logo for dark pages";
export const LOGO_HINT =
  "Shown instead of the name. A PNG, JPEG, WebP or SVG file; it is made 96 pixels high.";
export const LOGO_DARK_HINT = "The same logo is used if this is empty.";
export const CHOOSE_LOGO = "Choose a file";
export const REMOVE_LOGO = "Remove";
export const LOGO_SAVED = "Logo saved";
export const LOGO_REMOVED = "Logo removed";
export const LOGO_NOT_SAVED = "Logo not saved";
export const NO_LOGO = "No logo";
export const SENDER_NAME = "Sender’s name";
export const senderHint = (from: string): string => `Emails now come from ${from}.`;
export const POSTAL_ADDRESS = "Postal address";
export const POSTAL_ADDRESS_HINT = "At the end of every campaign email, as the law requires.";
export const SUPPORT_EMAIL = "Support email";
export const SUPPORT_EMAIL_HINT = "Below every page and every email.";
export const FOOTER_LINKS = "Footer links";
export const FOOTER_LINKS_HINT = "One on each line: a label, then an https or mailto URL. At most 8.";
export const FOOTER_LINKS_EXAMPLE = "Privacy https://example.com/privacy";
export const SAVE = "Save";
export const SAVED = "Brand saved";
export const NOT_SAVED = "Not saved";

export const PREVIEW = "Preview";
export const PREVIEW_LIGHT = "Light";
export const PREVIEW_DARK = "Dark";
export const PREVIEW_BUTTON = "Sign in";
export const PREVIEW_LINK = "A link";
export const contrastHint = (ratio: number): string =>
  `Contrast ${rounded(ratio)}:1. At least 4.5:1 is needed.`;

const THE_NAME = { name: "The name", senderName: "The sender’s name" };
export const wrongName = (field: keyof typeof THE_NAME, what: string): string =>
  `${THE_NAME[field]} ${what}.`;

export const NOT_A_COLOR = "Enter a colour such as #8f621a.";
export const tooLittleContrast = (
  color: string,
  scheme: "light" | "dark",
  ratio: number,
  shade: string,
): string =>
  `${color} cannot be read on ${scheme} pages: its contrast is ${rounded(ratio)}:1, and 4.5:1 is needed. The nearest shade that works is ${shade}.`;

export const postalAddressTooLong = (limit: number): string =>
  `Shorten the postal address to at most ${limit} characters.`;
export const NOT_AN_ADDRESS = "This is not an email address.";
export const wrongLink = (entry: string): string =>
  `“${entry.slice(0, 80)}” is not a link. Write a label and an https or mailto URL on each line, at most 8 lines.`;

export const NOT_A_PICTURE = "This file is not a picture that can be used as a logo.";
export const logoTooLarge = (limit: number): string =>
  `This logo is too large: it must have at most ${Math.floor(limit / 1_000)} kB.`;
