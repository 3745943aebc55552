/** The email of a campaign as a recipient sees it, and sending it as a test. */

export const PREVIEW = "Preview";
export const MESSAGE_AS_SENT = "The message as sent";
export const PREVIEW_AS = "Preview as";
export const FIRST_RECIPIENT = "The first recipient";
export const EXAMPLE_RECIPIENT = "An example, because there are no recipients yet";
export const NO_MATCHES = "No matching recipients";
export const VIEW = "View";
export const VIEWS = { desktop: "Desktop", phone: "Phone", text: "Plain text" } as const;
export const DARK = "Dark";
export const NOT_MADE = "The preview could not be loaded";
export const THE_EMAIL = "The email";
export const THE_EMAIL_AS_TEXT = "The email as plain text";
export const NO_EMAIL = "There is no email to show.";

export const FROM = "From";
export const TO = "To";
export const example = (address: string): string => `${address} (an example)`;
export const REPLY_TO = "Reply to";
export const SUBJECT = "Subject";
export const NO_SUBJECT = "No subject yet";
export const WITHOUT_SUBJECT = "(no subject)";
export const PREHEADER = "Preheader";
export const NO_MESSAGE = "No message yet";
export const FROM_MESSAGE = "(there is no preheader: this is the beginning of the email)";
export const MISSING = "Missing values for this recipient";
export const missing = (recipient: string, variables: string[]): string =>
  `${recipient} has no value for: ${variables.join(", ")}. Add a fallback in the message.`;

export const SEND_A_TEST = "Send a test";
export const SEND_TO = "Send it to";
export const SEND_TO_HINT =
  "Up to five addresses. Each gets its own link, which signs in that address and expires after a day.";
export const tooMany = (count: number): string => `${count} addresses are too many for a test.`;
export const STILL_EMPTY = "The subject or the message is still empty.";
export const NOT_SENT = "Not sent";
export const SEND = "Send";
export const onItsWay = (addresses: string[]): string => `The test is on its way to ${addresses.join(", ")}.`;
export const failedFor = (email: string, reason: string): string => `${email}: ${reason}`;

/** The subject of a test, and why the server did not send one. */
export const testSubject = (subject: string): string => `[Test] ${subject}`;
export const NO_POSTAL_ADDRESS =
  "Test emails need the sender’s postal address, like all campaign emails. An admin can enter it under Brand.";
export const notAnAddress = (text: string): string => `${text} is not an email address.`;
export const ONE_TO_FIVE = "Enter one to five addresses.";
export const SUPPRESSED = "This address is suppressed.";
export const DAILY_LIMIT = "You have sent as many tests as are allowed in one day. Send this one tomorrow.";

export const ONLY_SAVED =
  "Writers send tests only to saved test recipients and to themselves. Ask a marketer to save this address.";
export const SAVE_RECIPIENTS = "Save these addresses for everybody’s tests";
