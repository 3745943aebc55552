import { maskEmailAddress } from "@latchkey/login-links/http";

/**
 * An address in the form in which a mail's body may show it. Anyone who requests a link can put any text after a plus
 * sign and the mail still arrives, so only a short word of that text is shown.
 */
export function addressLabel(address: string): string {
  if (/^www\d*\./i.test(address)) return maskEmailAddress(address);
  return address.replace(/\+(?![a-z0-9_-]{1,20}@)[^@]*@/i, "+…@");
}

export const hostOf = (siteUrl: string): string => new URL(siteUrl).host;
