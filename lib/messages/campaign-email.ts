/** What every campaign's email says besides the marketer's own message. */

export const DO_NOT_FORWARD =
  "This link signs you in and works once. It is only for you, so do not forward this email.";
export const sentTo = (address: string, host: string): string => `Sent to ${address} by ${host}.`;
export const NOT_FOR_YOU = "Not for you?";
export const UNSUBSCRIBE = "Unsubscribe";
export const unsubscribeAt = (url: string): string => `Unsubscribe: ${url}`;
