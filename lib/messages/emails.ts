/**
 * Texts that several emails share. `appName` is the product's name, and `host` is the site's host name. Addresses are
 * passed in the form that `addressLabel` returns.
 */

export const sentBy = (address: string, host: string): string =>
  `This email was sent to ${address} by ${host}.`;
export const BUTTON_DOES_NOT_WORK = "If the button does not work, open this address:";
export const SIGN_IN = "Sign in";
/** Where readers can ask questions. */
export const questionsTo = (email: string): string => `Questions? Write to ${email}.`;
