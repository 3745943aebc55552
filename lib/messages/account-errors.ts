/** Errors that signed-in people see about their account, sessions and passkeys. */
export const NO_SUCH_PERSON = "This person no longer exists. Reload the page.";
export const NO_SUCH_SESSION = "This session no longer exists. Reload the page.";
export const NO_SUCH_NOTICE = "This notice no longer exists. Reload the page.";
export const NO_SUCH_PASSKEY = "This passkey no longer exists. Reload the page.";

export const nameTooLong = (max: number): string => `A name can have at most ${max} characters.`;
export const ENTER_A_NAME = "Enter a name.";
export const NOT_AN_ADDRESS = "That does not look like an email address.";
export const ALREADY_YOUR_ADDRESS = "This is already your address.";
export const ERASE_YOURSELF = "You cannot erase yourself here. Delete your account in your settings.";
export const LAST_ADMIN = "This is the only admin. Make somebody else an admin first.";

export const PASSKEY_ALREADY_ADDED = "This passkey has already been added.";
export const tooManyPasskeys = (max: number): string =>
  `An account can have at most ${max} passkeys. Remove one first.`;
export const ADD_A_PASSKEY_FIRST = "Add a passkey first.";
export const CONFIRM_WITH_A_PASSKEY =
  "Only passkeys sign you in to this account, so confirm with one of them.";
export const LAST_PASSKEY =
  "Only passkeys sign you in to this account, and this is the last one. Switch off “Passkeys only” first.";
