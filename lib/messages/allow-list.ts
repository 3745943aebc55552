/**
 * Why a deployment does not send to an address. It has a file of its own because all functions that send evaluate it.
 */
export const NOT_ON_ALLOW_LIST =
  "This deployment sends only to the addresses in MAIL_ALLOW_LIST, and this one is not among them.";
