/** Helpers that create campaigns as marketers do, and that inspect them afterwards. */
import { expect } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import type { Doc, Id } from "@/convex/_generated/dataModel";
import type { Draft } from "@/convex/model/campaigns/drafts";
import type { Role } from "@/lib/roles";
import { signUnsubscribe } from "@/convex/model/secrets";
import { type Person, proveSession, signInByMinting } from "./people";
import { type World, runScheduled } from "./world";
import type { Deployment } from "./deployment";

export type CampaignId = Id<"campaigns">;
export type Recipient = Doc<"recipients">;

/** Somebody who is signed in with a role and has just confirmed their identity. */
export async function signInAs(world: World, role: Role, email = `${role}@example.com`): Promise<Person> {
  const person = await signInByMinting(world, email);
  await proveSession(world, person);
  await world.t.run(async ({ db }) => {
    const member = await db
      .query("members")
      .withIndex("by_userId", (q) => q.eq("userId", person.userId))
      .unique();
    await db.patch("members", member!._id, { role });
    // Many suites count mails and requests. campaign-notices.test.ts tests the mails about campaigns.
    await db.insert("noticeChoices", { userId: person.userId, level: "none" });
  });
  return person;
}

export const MESSAGE: Partial<Draft> = {
  name: "Spring",
  subject: "Come in, {{firstName|friend}}",
  preheader: "A door is open",
  body: "Hello {{firstName|there}} of {{company|somewhere}}",
  next: "/dashboard?welcome",
};

export interface Row {
  line: number;
  email: string;
  name?: string;
  fields: Record<string, string>;
}

/** Rows for `reader000@example.com`, `reader001@example.com` and so on. */
export function recipientRows(count: number, from = 0): Row[] {
  return Array.from({ length: count }, (_, i) => ({
    line: from + i + 1,
    email: `reader${String(from + i).padStart(3, "0")}@example.com`,
    name: `Reader${from + i} Surname`,
    fields: { company: `Company ${from + i}` },
  }));
}

/** A draft that could be launched, with this many recipients. */
export async function draftFor(
  { as }: Person,
  rows: number | Row[],
  draft: Partial<Draft> = {},
): Promise<CampaignId> {
  const campaignId = await as.mutation(api.campaigns.create, {});
  await as.mutation(api.campaigns.update, { campaignId, draft: { ...MESSAGE, ...draft } });
  const audience = typeof rows === "number" ? recipientRows(rows) : rows;
  for (let at = 0; at < audience.length; at += 500)
    await as.mutation(api.recipients.add, { campaignId, rows: audience.slice(at, at + 500) });
  return campaignId;
}

export async function launchTo(
  marketer: Person,
  rows: number | Row[],
  draft: Partial<Draft> = {},
): Promise<CampaignId> {
  const campaignId = await draftFor(marketer, rows, draft);
  await marketer.as.mutation(api.campaigns.launch, { campaignId });
  return campaignId;
}

/** Advances the clock until the campaign has this status. */
export async function runUntil(
  world: World,
  campaignId: CampaignId,
  status: Doc<"campaigns">["status"],
  { hangs = false } = {},
): Promise<void> {
  for (let round = 0; round < 400; round++) {
    if ((await campaignOf(world.t, campaignId)).status === status) return;
    await runScheduled(world, 200, { hangs });
  }
  throw new Error(`It is ${(await campaignOf(world.t, campaignId)).status}, and was to become ${status}`);
}

export async function campaignOf(t: Deployment, campaignId: CampaignId): Promise<Doc<"campaigns">> {
  return (await t.run(({ db }) => db.get("campaigns", campaignId)))!;
}

export function recipientsOf(t: Deployment, campaignId: CampaignId): Promise<Recipient[]> {
  return t.run(({ db }) =>
    db
      .query("recipients")
      .withIndex("by_campaign_and_email", (q) => q.eq("campaignId", campaignId))
      .collect(),
  );
}

export async function recipientOf(t: Deployment, campaignId: CampaignId, email: string): Promise<Recipient> {
  return (await recipientsOf(t, campaignId)).find((one) => one.email === email)!;
}

/** How many recipients have each status. */
export async function tally(t: Deployment, campaignId: CampaignId): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status } of await recipientsOf(t, campaignId)) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

export function batchesOf(t: Deployment, campaignId: CampaignId): Promise<Doc<"batches">[]> {
  return t.run(async ({ db }) =>
    (await db.query("batches").collect()).filter((batch) => batch.campaignId === campaignId),
  );
}

const TIMES = {
  sent: "sentAt",
  delayed: "delayedAt",
  delivered: "deliveredAt",
  opened: "openedAt",
  clicked: "clickedAt",
  bounced: "bouncedAt",
  complained: "complainedAt",
  failed: "failedAt",
  suppressed: "suppressedAt",
  member: "memberAt",
  unsubscribed: "unsubscribedAt",
  accepted: "acceptedAt",
  revoked: "revokedAt",
} as const;

/** Checks that the counters equal a count of the recipients, and that the chart's hours add up to the same. */
export async function expectCountersToFit(t: Deployment, campaignId: CampaignId): Promise<void> {
  const recipients = await recipientsOf(t, campaignId);
  const recount: Record<string, number> = { recipients: recipients.length };
  for (const [name, field] of Object.entries(TIMES))
    recount[name] = recipients.filter((one) => one[field] !== undefined).length;
  recount["withdrawn"] = recipients.filter(({ status }) => status === "withdrawn").length;
  const {
    removed: _removed,
    stoppedOtherwise: _stopped,
    ...counted
  } = await sumOf(t, "campaignCounts", campaignId);
  expect(withoutZeros(counted)).toEqual(withoutZeros(recount));
  const {
    recipients: _,
    withdrawn: _w,
    suppressed: _s,
    member: _m,
    unsubscribed: _u,
    revoked: _r,
    ...byHour
  } = recount;
  const hours = await sumOf(t, "campaignHours", campaignId);
  // Suppressions are counted by hour only in part, and a retry lowers only the counter of failures. So neither is
  // compared.
  delete hours["suppressed"];
  expect(withoutZeros({ ...hours, failed: 0 })).toEqual(withoutZeros({ ...byHour, failed: 0 }));
}

async function sumOf(t: Deployment, table: "campaignCounts" | "campaignHours", campaignId: CampaignId) {
  const rows = await t.run(({ db }) => db.query(table).collect());
  const total: Record<string, number> = {};
  for (const row of rows.filter((one) => one.campaignId === campaignId))
    for (const [name, count] of Object.entries(row.counts)) total[name] = (total[name] ?? 0) + count;
  return total;
}

function withoutZeros(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counts).filter(([name, count]) => count !== 0 && !name.startsWith("has:")),
  );
}

/** The recipient's id and its signature, as in the recipient's unsubscribe link. */
export async function unsubscribeLink({ _id }: Pick<Recipient, "_id">) {
  return { recipient: _id, signature: await signUnsubscribe(_id) };
}

/** Checks that nobody was mailed twice, and that everybody who counts as sent was mailed. */
export async function expectMailedOnceWhoIsSent(world: World, campaignId: CampaignId): Promise<void> {
  const sent = (await recipientsOf(world.t, campaignId)).filter(({ sentAt }) => sentAt !== undefined);
  expect(world.mail.mails.map(({ to }) => to).sort()).toEqual(sent.map(({ email }) => email));
  await expectCountersToFit(world.t, campaignId);
}
