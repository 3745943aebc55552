/** The results of automatic reminders, from the counters of the campaign and of the campaigns that send them. */

type Counts = Readonly<Record<string, number>>;

export interface MailResults {
  /** The number of the reminder; 0 for the invitation. */
  number: number;
  sent: number;
  /** How many accepted after this mail and before the next one. */
  accepted: number;
  unsubscribed: number;
  bounced: number;
}

const STOPS = [
  "accepted",
  "unsubscribed",
  "bounced",
  "complained",
  "failed",
  "revoked",
  "otherwise",
] as const;
export type Stop = (typeof STOPS)[number];

/** The invitation and the reminders that have begun, in order. `mailings` has null for a reminder that has not. */
export function resultsOf(campaign: Counts, mailings: (Counts | null)[]): MailResults[] {
  const reminders = mailings.flatMap((counts, index) => (counts ? [rowOf(counts, index + 1)] : []));
  const invitation = rowOf(campaign, 0);
  const later = reminders.reduce((sum, { accepted }) => sum + accepted, 0);
  return [{ ...invitation, accepted: Math.max(0, invitation.accepted - later) }, ...reminders];
}

function rowOf(counts: Counts, number: number): MailResults {
  const { sent = 0, accepted = 0, unsubscribed = 0, bounced = 0 } = counts;
  return { number, sent, accepted, unsubscribed, bounced };
}

/** How many people get no further reminder, by reason, without reasons of zero. */
export function stopsOf(campaign: Counts, mailings: (Counts | null)[]): { stop: Stop; people: number }[] {
  const reminders = mailings.filter((counts) => counts !== null);
  const inReminders = (name: string) => reminders.reduce((sum, counts) => sum + (counts[name] ?? 0), 0);
  const inCampaign = (name: string) => campaign[name] ?? 0;
  const anywhere = (name: string) => inCampaign(name) + inReminders(name);
  const people: Record<Stop, number> = {
    // The campaign also counts those who accepted or were revoked after a reminder.
    accepted: inCampaign("accepted"),
    revoked: inCampaign("revoked"),
    unsubscribed: anywhere("unsubscribed"),
    bounced: anywhere("bounced"),
    complained: anywhere("complained"),
    failed: anywhere("failed"),
    otherwise: inCampaign("stoppedOtherwise") + inReminders("member") + inReminders("suppressed"),
  };
  return STOPS.map((stop) => ({ stop, people: people[stop] })).filter(({ people }) => people > 0);
}
