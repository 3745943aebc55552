/** Wrong results that a campaign must never have, counted in the mailbox and in the deployment's tables. */
import { createHash } from "node:crypto";
import { recount } from "../campaign/recount";
import { dump, type Row } from "../support/convex";
import { mailsIn, tokenIn } from "../support/mailbox";
import type { World } from "./faults";

export interface Findings {
  status: string;
  /** Recipients who count as sent but got no mail, or who were left out of a campaign that counts as sent. */
  lost: number;
  /** Recipients who got the mail more than once. */
  doubled: number;
  /** Recipients whose newest mail has a link that does not work. */
  dead: number;
  /** Counters that differ from a recount. */
  wrongCounters: string[];
  /** Why the status of the campaign is wrong; null if it is right. */
  untrue: string | null;
}

type Recipient = Row & { email: string; status: string; campaignId: string; sentAt?: number };

/** @param isMail recognises the campaign's mails by their subject */
export async function findingsOf(world: World, isMail: (subject: string) => boolean): Promise<Findings> {
  const { stack, marketer, campaignId } = world;
  const { "": tables = {} } = await dump(stack.deployment);
  const status = String(tables.campaigns?.find(({ _id }) => _id === campaignId)?.status);
  const recipients = ((tables.recipients ?? []) as Recipient[]).filter(
    (row) => row.campaignId === campaignId,
  );
  const mails = await mailsByAddress(stack.mailboxUrl);
  const own = (email: string) => (mails.get(email) ?? []).filter(({ subject }) => isMail(subject)).length;
  const isOwed = (one: Recipient) => one.sentAt !== undefined || status === "sent";
  return {
    status,
    lost: recipients.filter((one) => isOwed(one) && own(one.email) === 0).length,
    doubled: recipients.filter(({ email }) => own(email) > 1).length,
    dead: await deadLinks(stack.mailboxUrl, mails, tables.loginLinks ?? []),
    wrongCounters: (await recount(stack, marketer, campaignId)).wrongCounters,
    untrue: untrue(status, recipients, own),
  };
}

type Mails = Awaited<ReturnType<typeof mailsIn>>;

/** All mails by address, newest first. */
async function mailsByAddress(mailboxUrl: string): Promise<Map<string, Mails>> {
  const byAddress = new Map<string, Mails>();
  for (const mail of await mailsIn(mailboxUrl))
    for (const address of mail.to) byAddress.set(address, [...(byAddress.get(address) ?? []), mail]);
  return byAddress;
}

/**
 * Counts the people whose newest mail has a link that does not work. If that mail is a sign-in mail, its link only has
 * to exist, because the campaign did not make it.
 */
async function deadLinks(mailboxUrl: string, mails: Map<string, Mails>, links: Row[]): Promise<number> {
  const byHash = new Map(links.map((link) => [link.tokenHash, link]));
  let dead = 0;
  for (const [newest] of mails.values()) {
    if (!newest) continue;
    const hash = createHash("sha256")
      .update(await tokenIn(mailboxUrl, newest))
      .digest("hex");
    const link = byHash.get(hash);
    if (link?.purpose === "invite" ? link.revokedAt !== undefined : link === undefined) dead++;
  }
  return dead;
}

function untrue(status: string, recipients: Recipient[], own: (email: string) => number): string | null {
  const of = (...states: string[]) => recipients.filter((one) => states.includes(one.status)).length;
  const open = of("queued", "claimed");
  const mailed = recipients.filter(({ email }) => own(email) > 0).length;
  if (status === "sent") return open > 0 || mailed === 0 ? `${open} open, ${mailed} mailed` : null;
  if (status === "cancelled") return open > 0 ? `${open} open` : null;
  if (status === "paused") return of("claimed") > 0 || of("queued") === 0 ? `${open} open` : null;
  return `still ${status}`;
}
