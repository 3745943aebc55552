/** A recount from the mailbox and the campaign's own pages, row by row. */
import { isDeepStrictEqual } from "node:util";
import { arrivalsIn } from "../support/mailbox";
import type { Marketer } from "./marketer";

const TIMES = {
  sent: "sentAt",
  delivered: "deliveredAt",
  failed: "failedAt",
  bounced: "bouncedAt",
  member: "memberAt",
  unsubscribed: "unsubscribedAt",
} as const;
const PAGE = 500;

export interface Recount {
  /** When mail arrived, in ms, by address: the campaign's and any other. */
  arrivals: Map<string, number[]>;
  missing: number;
  mailedTwice: number;
  /** Counters that differ from the recount. */
  wrongCounters: string[];
}

type Recipient = { email: string } & Partial<Record<(typeof TIMES)[keyof typeof TIMES], number>>;
type Counters = Record<string, number>;

/** Counts from the mailbox and from what the marketer's page shows, so it works on any deployment. */
export async function recount(
  { mailboxUrl }: { mailboxUrl: string },
  marketer: Marketer,
  campaignId: string,
): Promise<Recount> {
  const { recipients, counts } = await atOneMoment(marketer, campaignId);
  const arrivals = await arrivalsIn(mailboxUrl);
  const invited = recipients.filter(({ memberAt }) => memberAt === undefined);
  const mailed = invited.map(({ email }) => arrivals.get(email)?.length ?? 0);
  return {
    arrivals,
    missing: mailed.filter((count) => count === 0).length,
    mailedTwice: mailed.filter((count) => count > 1).length,
    wrongCounters: wrongCounters(recipients, counts),
  };
}

/**
 * The pages are read one after the other while webhooks may still be counted. If the counters are equal before and
 * after, nothing changed in between.
 */
async function atOneMoment(marketer: Marketer, campaignId: string) {
  const counters = async () =>
    (await marketer.query<{ counts: Counters }>("campaigns:get", { campaignId })).counts;
  for (let counts = await counters(); ;) {
    const recipients = await allRecipients(marketer, campaignId);
    const after = await counters();
    if (isDeepStrictEqual(counts, after)) return { recipients, counts };
    counts = after;
  }
}

async function allRecipients(marketer: Marketer, campaignId: string): Promise<Recipient[]> {
  const all: Recipient[] = [];
  for (let cursor: string | null = null, isDone = false; !isDone;) {
    const page: { page: Recipient[]; isDone: boolean; continueCursor: string } = await marketer.query(
      "recipients:list",
      { campaignId, paginationOpts: { numItems: PAGE, cursor } },
    );
    all.push(...page.page);
    [cursor, isDone] = [page.continueCursor, page.isDone];
  }
  return all;
}

function wrongCounters(recipients: Recipient[], counters: Counters): string[] {
  const expected: Counters = { recipients: recipients.length };
  for (const [name, field] of Object.entries(TIMES))
    expected[name] = recipients.filter((row) => row[field] !== undefined).length;
  return Object.entries(expected)
    .filter(([name, count]) => (counters[name] ?? 0) !== count)
    .map(([name, count]) => `${name}: ${counters[name] ?? 0} instead of ${count}`);
}
