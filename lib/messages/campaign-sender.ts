/** The sender of a campaign: its fields, and why a sender cannot be used. */

export const FROM_NAME = "From name";
export const FROM_ADDRESS = "From address";
export const anyAddressAt = (domains: readonly string[]): string => `Any address at ${domains.join(", ")}.`;
export const ONLY_USUAL =
  "We could not read the verified domains from the mail provider, so the address must have the usual domain.";

export const WRONG_NAME = 'The sender’s name must be one line without < > " and \\.';
export const NOT_AN_ADDRESS = "The sender’s address is not an email address.";
export const notVerified = (domain: string): string =>
  `The mail provider has not verified ${domain}. Use an address of a verified domain, or ask an admin to add ${domain} at the provider.`;
