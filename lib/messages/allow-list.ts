/**
 * Why a deployment does not send to an address. The text is in a separate file, so that functions that send mail need
 * not evaluate other texts.
 */
export const NOT_ON_ALLOW_LIST =
  "This deployment sends only to the addresses in MAIL_ALLOW_LIST, and this one is not among them.";
