/** Seeds what twenty campaigns leave behind. The rows are inserted as they are stored, because sending takes hours. */
import { v } from "convex/values";
import { sortNameOf } from "../lib/campaign-list";
import { searchWords } from "../lib/search-words";
import type { Doc, Id } from "./_generated/dataModel";
import { internalMutation, type MutationCtx } from "./_generated/server";
import { type Counts, count } from "./model/campaigns/counts";
import { enterCampaignWords } from "./model/campaigns/listed";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DOMAINS = 40;
const REMINDERS = 3;
const BY = { kind: "user" as const, userId: "bench", email: "marketer@example.com" };

type Recipient = Omit<Doc<"recipients">, "_id" | "_creationTime">;

const MESSAGE = {
  subject: "Come in, {{firstName|friend}}",
  preheader: "A door is open",
  body: "Hello {{firstName|there}}, do come.",
  buttonLabel: "Accept the invitation",
  next: "/dashboard",
  lifetimeDays: 14,
};

/** One campaign with its reminders, its counters by hour and its receiving domains. */
export const campaign = internalMutation({
  args: { number: v.number(), isSending: v.boolean() },
  handler: async (ctx, { number, isSending }) => {
    const launchedAt = Date.now() - (number + 1) * 3 * DAY;
    const name = `${SEASONS[number % SEASONS.length]} campaign ${number + 1}`;
    const label = LABELS[number % LABELS.length]!;
    const status = isSending ? ("sending" as const) : ("sent" as const);
    const row = { ...rowOf(name, launchedAt), labels: [label], status };
    const campaignId = await ctx.db.insert("campaigns", row);
    await enterCampaignWords(ctx, campaignId, row);
    await ctx.db.insert("campaignLabels", { campaignId, isArchived: false, label });
    await ctx.db.insert("campaignRates", { campaignId, isArchived: false, rate: 0.3 + number / 100 });
    await seedReminders(ctx, campaignId, row);
    await seedHours(ctx, campaignId, launchedAt);
    await seedDomains(ctx, campaignId);
    return campaignId;
  },
});

const SEASONS = ["Spring", "Summer", "Autumn", "Winter", "Jubilee"];
const LABELS = ["customers", "partners", "press"];

const rowOf = (name: string, launchedAt: number) => ({
  ...MESSAGE,
  ...{ name, sortName: sortNameOf(name), createdBy: BY.userId, invitedBy: BY.email },
  ...{ createdAt: launchedAt - HOUR, launchedAt, sentFrom: "Bench <bench@example.com>" },
});

async function seedReminders(ctx: MutationCtx, campaignId: Id<"campaigns">, row: ReturnType<typeof rowOf>) {
  const rules = { isOn: true, timeZone: "Europe/Berlin", notAtNight: true, notOnWeekends: false };
  await ctx.db.insert("reminderPlans", { campaignId, ...rules, version: 1, isOpen: true });
  for (let number = 1; number <= REMINDERS; number++) {
    const at = row.launchedAt + number * 3 * DAY;
    const reminder = { ...rowOf(`${row.name}, reminder ${number}`, at), status: "sent" as const };
    const of = { reminderOf: campaignId, reminderNumber: number };
    const reminderId = await ctx.db.insert("campaigns", { ...reminder, ...of });
    await ctx.db.insert("reminderSteps", { campaignId, number, days: 3, hour: 9, reminderId });
  }
}

/** Fourteen days, with a row for each writer that counts in most hours. */
async function seedHours(ctx: MutationCtx, campaignId: Id<"campaigns">, launchedAt: number) {
  const first = Math.floor(launchedAt / HOUR) * HOUR;
  for (let n = 0; n < 14 * 24; n++) {
    const hour = first + n * HOUR;
    const rows = [
      { writer: "sender", shard: 0, counts: { sent: n === 0 ? 9_700 : 0 } },
      { writer: "projector", shard: 0, counts: { delivered: 28, opened: 14, clicked: 11 } },
      { writer: "visitor", shard: n % 4, counts: { accepted: 9 } },
    ] as const;
    for (const row of rows) await ctx.db.insert("campaignHours", { campaignId, hour, ...row });
  }
}

async function seedDomains(ctx: MutationCtx, campaignId: Id<"campaigns">) {
  for (let n = 0; n < DOMAINS; n++) {
    const domain = domainOf(n);
    await ctx.db.insert("campaignDomains", { campaignId, domain, sent: 240 });
    const sums = { person: 80, filter: 20, unclear: 5, filtered: 24, looked: 24, fast: 20, came: 72 };
    const kind = { isQuick: false, isWhole: false, filteredWithin: [20, 24] };
    await ctx.db.insert("visitDomains", { campaignId, domain, ...sums, ...kind });
  }
}

const domainOf = (n: number) => `company-${n % DOMAINS}.example`;

/** A part of a campaign's people, in the states in which real campaigns have them, and their traces. */
export const people = internalMutation({
  args: {
    campaignId: v.id("campaigns"),
    /** The first person. Campaigns that overlap share people. */
    from: v.number(),
    count: v.number(),
    isSending: v.boolean(),
  },
  handler: async (ctx, { campaignId, from, count: people, isSending }) => {
    const { launchedAt = 0 } = (await ctx.db.get("campaigns", campaignId))!;
    const counts: Counts = {};
    for (let n = from; n < from + people; n++) {
      const recipient = recipientOf(campaignId, n, launchedAt, isSending && n % 10 < 4);
      const recipientId = await ctx.db.insert("recipients", recipient);
      for (const name of countedFor(recipient)) counts[name] = (counts[name] ?? 0) + 1;
      if (recipient.sentAt !== undefined) await leaveTraces(ctx, recipientId, recipient, n);
    }
    await count(ctx, campaignId, "sender", counts);
  },
});

function recipientOf(campaignId: Id<"campaigns">, n: number, launchedAt: number, waits: boolean): Recipient {
  const domain = domainOf(n);
  const email = `person-${String(n).padStart(6, "0")}@${domain}`;
  const person = {
    campaignId,
    email,
    name: `Person${n} Surname${n % 900}`,
    fields: { company: `Company ${n}` },
  };
  if (waits) return { ...person, status: "queued" };
  const at = launchedAt + (n % 600) * 1_000;
  const sent = { ...person, domain, sentAt: at };
  const share = (n * 7_919) % 1_000;
  if (share < 5) return { ...person, status: "suppressed", suppressedAt: at };
  if (share < 10) return { ...person, status: "failed", failedAt: at, error: "validation_error" };
  if (share < 30) return { ...sent, status: "bounced", bouncedAt: at + 2_000, error: "No such mailbox" };
  if (share < 32) return { ...sent, status: "complained", deliveredAt: at + 2_000, complainedAt: at + DAY };
  if (share < 42) return { ...sent, status: "delivered", deliveredAt: at + 2_000, unsubscribedAt: at + DAY };
  if (share < 60) return { ...sent, status: "sent" };
  if (share < 450) return { ...sent, status: "delivered", deliveredAt: at + 2_000 };
  const opened = { ...sent, deliveredAt: at + 2_000, openedAt: at + HOUR };
  if (share < 600) return { ...opened, status: "opened" };
  const clicked = { ...opened, status: "clicked" as const, clickedAt: at + HOUR };
  return share < 680 ? clicked : { ...clicked, acceptedAt: at + HOUR };
}

const TIMES = [
  ...["sent", "delivered", "opened", "clicked", "accepted", "bounced", "complained", "failed", "suppressed"],
  "unsubscribed",
] as const;

const countedFor = (recipient: Recipient): string[] => [
  "recipients",
  ...TIMES.filter((name) => recipient[`${name}At` as keyof Recipient] !== undefined),
];

/** The link of a person who has not accepted, who opened it, when a reminder is due, and the mail's events. */
async function leaveTraces(ctx: MutationCtx, recipientId: Id<"recipients">, recipient: Recipient, n: number) {
  const { campaignId, email, sentAt = 0, acceptedAt, bouncedAt, domain = "" } = recipient;
  const event = { recipientId, isApplied: true };
  await ctx.db.insert("deliveryEvents", {
    ...event,
    eventId: `${recipientId} sent`,
    type: "sent",
    at: sentAt,
  });
  if (bouncedAt !== undefined && n % 2 === 0) await suppress(ctx, email, "bounced");
  if (recipient.unsubscribedAt !== undefined) await suppress(ctx, email, "unsubscribed");
  const hasAccepted = acceptedAt !== undefined;
  if (hasAccepted || n % 5 === 0)
    await ctx.db.insert("linkOpenings", {
      ...{ campaignId, recipientId, domain, verdict: hasAccepted ? "person" : "filter", reason: "bench" },
      ...{ isFiltered: !hasAccepted, isLooked: !hasAccepted, isFast: false, hasAccepted },
    });
  if (hasAccepted || bouncedAt !== undefined) return;
  const linkId = await ctx.db.insert("loginLinks", linkOf(email, sentAt));
  await ctx.db.patch("recipients", recipientId, { linkId });
  const due = { number: 1, since: sentAt, timeZone: "Europe/Berlin", dueAt: Date.now() + (n % 72) * HOUR };
  if (n % 4 === 0) await ctx.db.insert("dueReminders", { campaignId, recipientId, ...due });
}

const linkOf = (email: string, at: number) => ({
  ...{ purpose: "invite" as const, email, seed: "bench", tokenHash: `bench ${email} ${at}`, codeAttempts: 0 },
  ...{ next: "/dashboard", lifetime: 14 * DAY, expiresAt: Date.now() + 14 * DAY, verifiesEmail: true },
  ...{ isDecoy: false, mintedBy: BY, mailedAt: at },
});

async function suppress(ctx: MutationCtx, email: string, reason: "bounced" | "unsubscribed") {
  await ctx.db.insert("suppressions", { email, reason, addedBy: { kind: "backend" } });
}

/** Colleagues, members and what they did: a part of the rows that no campaign owns. */
export const others = internalMutation({
  args: { from: v.number(), count: v.number() },
  handler: async (ctx, { from, count: rows }) => {
    for (let n = from; n < from + rows; n++) {
      const email = `member-${String(n).padStart(6, "0")}@${domainOf(n)}`;
      const person = { userId: `member ${n}`, email, name: `Member${n} Surname${n % 900}` };
      const memberId = await ctx.db.insert("members", {
        ...person,
        role: n % 500 === 0 ? "marketer" : "member",
      });
      for (const word of searchWords(person)) await ctx.db.insert("memberWords", { memberId, word });
      const actor = { kind: "user" as const, userId: person.userId, email };
      const event = { actor, actorName: email, subject: email, ipAddress: "203.0.113.7", userAgent: "bench" };
      for (const action of ["link.exchanged", "link.asked"])
        await ctx.db.insert("auditEvents", { ...event, action });
      if (n % 10 === 0) await seedRarer(ctx, n, email);
    }
  },
});

async function seedRarer(ctx: MutationCtx, n: number, email: string) {
  const minted = { ...linkOf(email, Date.now()), purpose: "minted" as const, tokenHash: `bench minted ${n}` };
  await ctx.db.insert("loginLinks", minted);
  await ctx.db.insert("blockedAddresses", { email: `blocked-${email}`, reason: "bounced", at: Date.now() });
  if (n % 100 !== 0) return;
  const counts = { sent: n, delivered: n, bounced: 1, complained: 0, blocked: 0 };
  await ctx.db.insert("mailDomains", { domain: `${n}.${domainOf(n)}`, counts, sent: n, problems: 1 });
  const { next: _n, lifetimeDays: _l, ...texts } = MESSAGE;
  await ctx.db.insert("templates", { ...texts, name: `Template ${n}`, createdBy: BY.userId });
  const webhookId = (await ctx.db.query("webhooks").first())?._id;
  const url = "https://hooks.example.com/latchkey";
  await ctx.db.insert("webhookDeliveries", {
    ...{ webhookId: webhookId ?? (await ctx.db.insert("webhooks", { url })), type: "campaign.finished" },
    ...{ body: "{}", status: "delivered" as const, attempts: 1, result: "200" },
  });
}
