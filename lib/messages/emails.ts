/** What several emails say. `appName` is the product's name, `host` the site's, and addresses are as an email may show them. */

export const sentBy = (address: string, host: string): string =>
  `This email was sent to ${address} by ${host}.`;
export const BUTTON_DOES_NOT_WORK = "If the button does not work, open this address:";
export const SIGN_IN = "Sign in";
