/** Why a deployment does not send to an address. Apart, because all functions that send evaluate this file. */
export const NOT_ON_ALLOW_LIST =
  "This deployment sends only to the addresses in MAIL_ALLOW_LIST, and this one is not among them.";
