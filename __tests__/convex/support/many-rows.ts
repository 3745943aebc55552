/** Thousands of rows in every table that a list reads, in the order that is worst for the list. */
import { internal } from "@/convex/_generated/api";
import type { Doc, Id, TableNames } from "@/convex/_generated/dataModel";
import { sortNameOf } from "@/lib/campaign-list";
import { draftFor } from "./campaigns";
import { PASSKEY } from "./passkeys";
import type { Person } from "./people";
import { changeAuthRows, links } from "./tables";
import type { World } from "./world";

export const MANY = 1_500;
/** For tables that a query reads by many short ranges, because convex-test reads the whole table for each range. */
const FEWER = 1_200;
/** The last of the many, which a search has to find. */
export const LAST = "zz-last@example.com";
/** Somebody whom all the rows of one address name. */
export const BUSY = "zy-busy@example.com";

export interface ManyRows {
  /** A sent campaign with many recipients, of whom nobody waits for a mail. */
  campaignId: Id<"campaigns">;
  draftId: Id<"campaigns">;
  recipientId: Id<"recipients">;
  /** A recipient with the address BUSY. */
  busyId: Id<"recipients">;
  templateId: Id<"templates">;
}

type Fields<Table extends TableNames> = Omit<Doc<Table>, "_id" | "_creationTime">;

async function insert<Table extends TableNames>(
  { t }: World,
  table: Table,
  make: (n: number) => Fields<NoInfer<Table>>,
  count = MANY,
): Promise<Id<Table>[]> {
  return t.run(async ({ db }) => {
    const ids: Id<Table>[] = [];
    for (let n = 0; n < count; n++) ids.push((await db.insert(table, make(n) as never)) as Id<Table>);
    return ids;
  });
}

async function fieldsOf<Table extends TableNames>({ t }: World, id: Id<Table>): Promise<Fields<Table>> {
  const { _id, _creationTime, ...fields } = (await t.run(({ db }) => db.get(id))) as Doc<Table>;
  return fields as Fields<Table>;
}

export async function seedManyRows(world: World, admin: Person): Promise<ManyRows> {
  const draftId = await draftFor(admin, 1);
  const campaigns = await seedCampaigns(world, draftId);
  const recipients = await seedRecipients(world, campaigns.campaignId);
  await seedLinks(world);
  await seedPeople(world);
  await seedAccount(world, admin);
  await seedMail(world, campaigns.campaignId, recipients.recipientId);
  return { ...campaigns, ...recipients, draftId };
}

/** Few ordinary campaigns behind many reminders, archived campaigns and campaigns with the same word and label. */
async function seedCampaigns(world: World, draftId: Id<"campaigns">) {
  const draft = await fieldsOf(world, draftId);
  const sent = { ...draft, status: "sent" as const };
  const ordinary = await insert(world, "campaigns", (n) => launched(sent, `Sent ${n}`, n + 1), 30);
  const campaignId = ordinary[0]!;
  const of = { reminderOf: campaignId, reminderNumber: 1 };
  const late = (n: number) => Date.now() + n;
  await insert(world, "campaigns", (n) => ({ ...launched(sent, `A reminder ${n}`, late(n)), ...of }));
  const archived = await insert(world, "campaigns", (n) => ({
    ...launched(sent, `An archived one ${n}`, late(n)),
    isArchived: true,
  }));
  await insert(world, "campaigns", (n) => ({
    ...launched(sent, `A cancelled one ${n}`, 0),
    ...({ status: "cancelled", launchedAt: undefined, pausedBecause: "x", unscheduledBecause: "x" } as const),
  }));
  const isArchived = true;
  await insert(world, "campaignWords", (n) => ({ campaignId: archived[n]!, isArchived, word: "same" }));
  await insert(world, "campaignLabels", (n) => ({ campaignId: archived[n]!, isArchived, label: "same" }));
  await insert(world, "campaignRates", (n) => ({ campaignId: archived[n]!, isArchived, rate: 1 }));
  await insert(world, "campaignRates", (n) => ({ campaignId: ordinary[n]!, isArchived: false, rate: 1 }), 30);
  const count = { writer: "sender" as const, counts: { sent: 1 } };
  for (const id of [...ordinary, ...archived.slice(0, 100), ...archived.slice(-100)])
    await insert(world, "campaignCounts", (n) => ({ ...count, campaignId: id, shard: n }), 15);
  await insert(world, "campaignHours", (n) => ({ ...count, campaignId, hour: n }));
  const message = { subject: "x", preheader: "", body: "x", buttonLabel: "x", createdBy: "x" };
  await insert(world, "templates", (n) => ({ ...message, name: `T ${n}`, deletedAt: n }));
  const [templateId] = (await insert(world, "templates", () => ({ ...message, name: "Z" }), 30)) as [
    Id<"templates">,
  ];
  return { campaignId, templateId };
}

const launched = (sent: Fields<"campaigns">, name: string, at: number): Fields<"campaigns"> => ({
  ...sent,
  ...{ name, sortName: sortNameOf(name), createdAt: at, launchedAt: at },
});

/** Everybody has reached every stage, except that nobody waits for a mail. Only the last address is different. */
async function seedRecipients(world: World, campaignId: Id<"campaigns">) {
  const reached = { openedAt: 1, acceptedAt: 1, bouncedAt: 1, deliveredAt: 1 };
  const all = await insert(world, "recipients", (n) => ({
    ...({ campaignId, status: "withdrawn", fields: {}, ...reached } as const),
    email: emailOf(n),
  }));
  const [busyId] = (await insert(
    world,
    "recipients",
    () => ({
      ...({ campaignId, status: "sent", fields: {}, email: BUSY, sentAt: 1, ...reached } as const),
    }),
    FEWER,
  )) as [Id<"recipients">];
  await insert(world, "linkOpenings", (n) => ({
    ...({ campaignId, recipientId: all[n]!, domain: "example.com", verdict: "person", reason: "x" } as const),
    ...{ isFiltered: true, isLooked: true, isFast: true, hasAccepted: true },
  }));
  const due = { number: 1, since: 1, timeZone: "UTC", dueAt: 1 };
  await insert(world, "dueReminders", (n) => ({ ...due, campaignId, recipientId: all[n]! }));
  const rules = { isOn: true, timeZone: "UTC", notAtNight: false, notOnWeekends: false };
  await insert(world, "reminderPlans", () => ({ campaignId, ...rules, version: 1, isOpen: true }), 1);
  await insert(world, "reminderSteps", (n) => ({ campaignId, number: n + 1, days: 1, hour: 9 }), 3);
  return { all, recipientId: all[0]!, busyId };
}

const addressOf = (n: number): string => `person-${String(n).padStart(5, "0")}@example.com`;

const emailOf = (n: number): string => (n === MANY - 1 ? LAST : addressOf(n));

/** Many minted links, many invites that are over, and several open invites for each of the first recipients. */
async function seedLinks(world: World) {
  await world.t.mutation(internal.loginLinks.mint, { email: BUSY });
  const { _id, _creationTime, ...link } = (await links(world.t)).at(-1)!;
  await insert(world, "loginLinks", () => ({ ...link, verifiesEmail: true }), FEWER);
  const over = { ...link, purpose: "invite" as const, verifiesEmail: true, usedAt: 1 };
  await insert(world, "loginLinks", (n) => ({ ...over, email: addressOf(n) }), FEWER);
  const ready = { ...over, usedAt: undefined, expiresAt: Number.MAX_SAFE_INTEGER };
  await insert(world, "loginLinks", (n) => ({ ...ready, email: addressOf(n % 250) }), 500);
}

/** People with the same words in their names, and addresses that are suppressed, or were blocked until recently. */
async function seedPeople(world: World) {
  const ids = await insert(world, "members", (n) => ({
    ...{ userId: `user-${n}`, email: `member-${String(n).padStart(5, "0")}@example.com` },
    ...({ name: n === MANY - 1 ? "Same Zed" : "Same Name", role: "member" } as const),
  }));
  await insert(world, "memberWords", (n) => ({ memberId: ids[n]!, word: "same" }));
  await insert(world, "suppressions", (n) => ({
    ...({ email: emailOf(n), reason: "manual", addedBy: { kind: "backend" } } as const),
  }));
  await insert(world, "blockedAddresses", (n) => ({
    ...({ email: addressOf(n), reason: "bounced", at: 1, unblockedAt: 2 } as const),
  }));
}

/** An account with many sessions, browsers, notices and audit rows. */
async function seedAccount(world: World, { userId, email }: Person) {
  await changeAuthRows(world.t, async (db) => {
    const times = { createdAt: 1, updatedAt: 1, expiresAt: Number.MAX_SAFE_INTEGER };
    for (let n = 0; n < MANY; n++) await db.insert("session", { userId, token: `token ${n}`, ...times });
  });
  await insert(world, "browsers", (n) => ({ userId, sessionId: `s ${n}`, signedInAt: 1 }));
  const notice = { userId, email, kind: "newDevice" as const };
  await insert(world, "notices", () => ({ ...notice, dismissedAt: 1 }));
  await insert(world, "notices", () => notice);
  await insert(world, "passkeys", (n) => ({ ...PASSKEY, userId, credentialId: `c ${n}` }));
  const user = { kind: "user" as const, userId, email };
  const event = { actor: user, actorName: email, subject: BUSY };
  for (const action of ["link.exchanged", "passkey.used", "campaign.created"])
    await insert(world, "auditEvents", () => ({ ...event, action }));
  await insert(world, "apiKeys", () => ({ name: "x", keyHash: "x", prefix: "x", createdBy: "x" }));
}

async function seedMail(world: World, campaignId: Id<"campaigns">, recipientId: Id<"recipients">) {
  const counts = { sent: 1, delivered: 0, bounced: 0, complained: 0, blocked: 0 };
  await insert(world, "mailDomains", (n) => ({ domain: `d${n}.example.com`, counts, sent: 1, problems: 0 }));
  await insert(world, "mailReports", () => ({ mails: [], isCounted: false }));
  await insert(world, "mailTimes", () => ({ sentMs: 1, deliveredMs: 1 }));
  await insert(world, "deliveryEvents", (n) => ({
    ...({ eventId: `e ${n}`, type: "opened", recipientId, at: n, isApplied: true } as const),
  }));
  const opened = { person: 1, filter: 0, unclear: 0, filtered: 1, looked: 1, fast: 1, came: 1 };
  await insert(world, "visitDomains", (n) => ({
    ...{ campaignId, domain: `d${n}.example.com`, ...opened },
    ...{ filteredWithin: [], isQuick: false, isWhole: false },
  }));
  const webhooks = await insert(world, "webhooks", (n) => ({ url: `https://hooks.example.com/${n}` }));
  await insert(world, "webhookDeliveries", () => ({
    ...({ webhookId: webhooks[0]!, type: "x", body: "{}", status: "delivered", attempts: 1 } as const),
  }));
  await insert(world, "uploads", (n) => ({
    ...{ campaignId, key: `k ${n}`, by: "x", done: 0, total: 1, seenAt: 1 },
  }));
}
