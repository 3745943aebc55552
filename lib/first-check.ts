/** A campaign to more recipients than this goes to a first part alone, and to the rest once the answers of that part are in. */
export const CHECKED_ABOVE = 500;

const SHARE = 0.02;
const LEAST = 50;

/** How many of the recipients the first part has; null for a campaign that goes out at once. */
export function firstPartOf(recipients: number): number | null {
  return recipients > CHECKED_ABOVE ? Math.max(LEAST, Math.ceil(SHARE * recipients)) : null;
}
