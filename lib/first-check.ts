/**
 * A campaign to more recipients than this is first sent to a small part of them, and to the rest once that part's
 * results are in.
 */
const CHECKED_ABOVE = 500;

const SHARE = 0.02;
const LEAST = 50;

/** How many recipients the first part has; null if the campaign is sent all at once. */
export function firstPartOf(recipients: number): number | null {
  return recipients > CHECKED_ABOVE ? Math.max(LEAST, Math.ceil(SHARE * recipients)) : null;
}
