/** What the mailbox and the tables say of a campaign, counted one by one. */
import { dump, type Row } from "../support/convex";
import type { Stack } from "../support/stack";

const TIMES = { sent: "sentAt", delivered: "deliveredAt", failed: "failedAt", bounced: "bouncedAt" } as const;

export interface Recount {
  /** When mail came in, ms, by address: the campaign's and any other. */
  arrivals: Map<string, number[]>;
  missing: number;
  mailedTwice: number;
  /** Counters that differ from the recount. */
  wrongCounters: string[];
}

interface Arrival {
  to: string[];
  created_at: string;
}

export async function recount(
  { deployment, mailboxUrl }: Pick<Stack, "deployment" | "mailboxUrl">,
  campaignId: string,
): Promise<Recount> {
  const { "": app = {} } = await dump(deployment);
  const recipients = (app.recipients ?? []).filter((row) => row.campaignId === campaignId);
  const arrivals = await arrivalsByAddress(mailboxUrl);
  const mailed = recipients.map(({ email }) => arrivals.get(String(email))?.length ?? 0);
  return {
    arrivals,
    missing: mailed.filter((count) => count === 0).length,
    mailedTwice: mailed.filter((count) => count > 1).length,
    wrongCounters: wrongCounters(recipients, countersOf(app.campaignCounts ?? [], campaignId)),
  };
}

async function arrivalsByAddress(mailboxUrl: string): Promise<Map<string, number[]>> {
  const response = await fetch(`${mailboxUrl}/emails`);
  const { data } = (await response.json()) as { data: Arrival[] };
  const arrivals = new Map<string, number[]>();
  for (const { to, created_at } of data)
    for (const address of to)
      arrivals.set(address, [...(arrivals.get(address) ?? []), Date.parse(created_at)]);
  return arrivals;
}

function countersOf(rows: Row[], campaignId: string): Record<string, number> {
  const total: Record<string, number> = {};
  for (const row of rows.filter((one) => one.campaignId === campaignId))
    for (const [name, by] of Object.entries(row.counts as Record<string, number>))
      total[name] = (total[name] ?? 0) + by;
  return total;
}

function wrongCounters(recipients: Row[], counters: Record<string, number>): string[] {
  const expected: Record<string, number> = { recipients: recipients.length };
  for (const [name, field] of Object.entries(TIMES))
    expected[name] = recipients.filter((row) => row[field] !== undefined).length;
  return Object.entries(expected)
    .filter(([name, count]) => (counters[name] ?? 0) !== count)
    .map(([name, count]) => `${name}: ${counters[name] ?? 0} instead of ${count}`);
}
