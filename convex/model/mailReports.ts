/**
 * What happened to mails, for the admins' overview. Code that sends a mail or receives an event inserts a row here, and
 * reads nothing that others write. model/overview/mailCounts.ts counts the rows later, as the only writer of the numbers.
 */
import type { MutationCtx } from "../_generated/server";
import type { MailOutcome } from "../validators";

/** The events that are counted, by their outcome. "Sent" is counted when the provider takes the mail. */
export const OUTCOMES: Partial<Record<string, MailOutcome>> = {
  delivered: "delivered",
  bounced: "bounced",
  complained: "complained",
  suppressed: "blocked",
};

export interface MailReport {
  email: string;
  outcome: MailOutcome;
}

interface Source {
  /** The provider told us, by its webhook. */
  isEvent?: boolean;
  /** The id of the provider's event, if it may come again. */
  eventId?: string;
  /** The name of the provider's error, if it refused or did not answer. */
  error?: string;
}

/** One row for all of them, counted by receiving domain. */
export async function reportMails(ctx: MutationCtx, mails: MailReport[], source: Source = {}): Promise<void> {
  const counts = new Map<string, { domain: string; outcome: MailOutcome; count: number }>();
  for (const { email, outcome } of mails) {
    const domain = email.slice(email.lastIndexOf("@") + 1);
    const known = counts.get(`${outcome} ${domain}`);
    counts.set(`${outcome} ${domain}`, { domain, outcome, count: (known?.count ?? 0) + 1 });
  }
  await ctx.db.insert("mailReports", { ...source, mails: [...counts.values()], isCounted: false });
}

/** The provider refused a request, or did not answer. */
export function reportRefusal(ctx: MutationCtx, error: string): Promise<void> {
  return reportMails(ctx, [], { error });
}
