/**
 * Decides what stops reminders for everybody or for one person. It runs when a reminder is queued and when it is sent.
 */
import { mayNotSendReminders } from "../../../lib/messages/reminders";
import { ROLE_RANK } from "../../../lib/roles";
import type { Doc } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { hasAddress } from "../campaigns/recipients";
import { getSuppression } from "../campaigns/suppressions";
import { getMember, provenMembers } from "../people/members";
import { isOver } from "./due";
import type { Plan } from "./plans";
import { remindersOf } from "./rows";

type Campaign = Doc<"campaigns">;
type Recipient = Doc<"recipients">;

/**
 * The reason why the reminders may not be sent, if a person who is responsible for them has lost the role; otherwise
 * null. The person who last changed the reminders after the launch is responsible. If nobody did, the people who wrote
 * and launched the campaign are. Its author may be a writer.
 */
export async function whyForbidden(ctx: QueryCtx, campaign: Campaign, plan: Plan): Promise<string | null> {
  const sender = plan.approvedBy ?? campaign.startedBy ?? campaign.createdBy;
  const author = plan.approvedBy === undefined ? campaign.createdBy : sender;
  for (const [userId, takes] of [
    [author, "writer"],
    [sender, "marketer"],
  ] as const) {
    const member = await getMember(ctx, userId);
    if (!member || ROLE_RANK[member.role] < ROLE_RANK[takes])
      return mayNotSendReminders(member?.email ?? null);
  }
  return null;
}

/** Those of these people who may still be reminded. */
export async function stillInvited(ctx: QueryCtx, people: Recipient[]): Promise<Set<Recipient>> {
  const members = await provenMembers(
    ctx,
    people.map(({ email }) => email),
  );
  const invited = await Promise.all(
    people.map(async (person) => !members.has(person.email) && (await isInvited(ctx, person))),
  );
  return new Set(people.filter((_, index) => invited[index]));
}

/**
 * How many of these people were stopped by something that no counter of the campaign or of its reminders contains: they
 * became members in another way, they were blocked, or their link was revoked on the page of sign-in links.
 */
export async function countOtherwise(ctx: QueryCtx, people: Recipient[]): Promise<number> {
  const rows = await Promise.all(
    people.map(async (person) => [person, ...(await remindersOf(ctx, person._id))]),
  );
  return rows.filter((own) => !own.some(isOver)).length;
}

async function isInvited(ctx: QueryCtx, person: Recipient): Promise<boolean> {
  if (!hasAddress(person)) return false;
  const rows = [person, ...(await remindersOf(ctx, person._id))];
  if (rows.some(isOver) || (await getSuppression(ctx, person.email))) return false;
  const newest = rows.find(({ sentAt, reminderOf }) => sentAt !== undefined && reminderOf) ?? person;
  const link = newest.linkId && (await ctx.db.get("loginLinks", newest.linkId));
  // An admin may have revoked the link on the page of sign-in links. A link that has expired is replaced.
  return !link || (link.usedAt === undefined && link.revokedAt === undefined);
}
