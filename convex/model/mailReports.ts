/**
 * Reports of what happened to mails, for the admins' overview. Code that sends a mail or receives an event only inserts
 * a row here, so it does not conflict with other code. model/overview/mailCounts.ts counts the rows later and is the
 * only code that writes the counts.
 */
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { MailOutcome } from "../validators";
import { addressDomain } from "../../lib/address-domain";

/**
 * The outcome that each of the provider's events counts as. `sent` is not among them, because it is counted when the
 * provider accepts the mail.
 */
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
  /** True if this comes from the provider's webhook. */
  isEvent?: boolean;
  /** The id of the provider's event, to recognise an event that comes again. */
  eventId?: string;
  /** The name of the provider's error, if it refused or did not answer. */
  error?: string;
  /** The campaign whose batch this is. */
  campaignId?: Id<"campaigns">;
}

/** Inserts one row for all of these mails, with a count for each outcome and receiving domain. */
export async function reportMails(ctx: MutationCtx, mails: MailReport[], source: Source = {}): Promise<void> {
  const counts = new Map<string, { domain: string; outcome: MailOutcome; count: number }>();
  for (const { email, outcome } of mails) {
    const domain = addressDomain(email);
    const known = counts.get(`${outcome} ${domain}`);
    counts.set(`${outcome} ${domain}`, { domain, outcome, count: (known?.count ?? 0) + 1 });
  }
  await ctx.db.insert("mailReports", { ...source, mails: [...counts.values()], isCounted: false });
}

/** Reports that the provider refused a request or did not answer. @param error the name of the error */
export function reportRefusal(ctx: MutationCtx, error: string): Promise<void> {
  return reportMails(ctx, [], { error });
}
