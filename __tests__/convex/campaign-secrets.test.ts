/** After a campaign with every kind of failure, no table, scheduled argument, queued work or log contains a link. */
import { beforeAll, expect, jest, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { followLink, newBrowser } from "./support/browser";
import {
  type CampaignId,
  draftFor,
  launchTo,
  recipientsOf,
  runUntil,
  signInAs,
  unsubscribeLink,
} from "./support/campaigns";
import { ADMIN, signIn } from "./support/people";
import { type World, runScheduled, start, whilePumping } from "./support/world";
import { type Dump, dump } from "./support/tables";
import { tell } from "./support/webhooks";

const secrets: string[] = [];
const lines: string[] = [];
let tables: Dump;

beforeAll(async () => {
  const world = await start();
  for (const level of ["log", "info", "warn", "error", "debug"] as const) {
    jest.spyOn(console, level).mockImplementation((...parts) => void lines.push(parts.map(print).join(" ")));
  }
  const marketer = await signInAs(world, "marketer");
  world.mail.failures.push({ status: 500, name: "internal_server_error" }, "cut-after");
  world.mail.refused.add("reader003@example.com");
  const campaignId = await launchTo(marketer, 120);
  await runUntil(world, campaignId, "sent");
  const reminderId = await marketer.as.mutation(api.campaigns.remind, { campaignId });
  await runScheduled(world);
  await marketer.as.mutation(api.campaigns.launch, { campaignId: reminderId });
  await runUntil(world, reminderId, "sent");
  const to = ["me@example.com"];
  await whilePumping(marketer.as.action(api.campaignPreviews.sendTest, { campaignId, to }));
  await react(world, campaignId);
  const admin = await signIn(world, ADMIN);
  await admin.as.mutation(api.people.invite, { email: "cy@example.com", role: "admin" });
  await draftFor(marketer, 3);
  await runScheduled(world);
  secrets.push(...world.mail.mails.map(({ token }) => token));
  tables = await dump(world.t);
});

/** The first recipient accepts, the second unsubscribes and the third complains. */
async function react(world: World, campaignId: CampaignId): Promise<void> {
  const [first, second, third] = await recipientsOf(world.t, campaignId);
  await followLink(world, world.mail.lastTo(first!.email).token, await newBrowser());
  const link = await unsubscribeLink(second!);
  secrets.push(link.signature);
  await world.t.mutation(api.unsubscribes.confirm, link);
  await tell(world, { type: "email.complained", recipientId: third!._id, at: Date.now() });
  await runScheduled(world);
}

function print(part: unknown): string {
  return part instanceof Error ? `${part.stack} ${JSON.stringify(part)}` : JSON.stringify(part);
}

const textOf = (rows: unknown[]) =>
  JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));

test("the tables, the log and the mails are not empty, so the search can find something", () => {
  expect(new Set(secrets).size).toBeGreaterThan(200);
  expect(lines.length).toBeGreaterThan(0);
  for (const table of ["recipients", "batches", "deliveryEvents", "auditEvents", "campaignTemplates"])
    expect([table, tables[table]?.length]).not.toEqual([table, 0]);
});

test("no row holds a token", () => {
  const leaks = Object.entries(tables).filter(([, rows]) => {
    const text = textOf(rows);
    return secrets.some((secret) => text.includes(secret));
  });
  expect(leaks.map(([table]) => table)).toEqual([]);
});

test("no log line holds a token or names a person", () => {
  expect(lines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
  expect(lines.filter((line) => /@example\.com/.test(line))).toEqual([]);
});

test("the scheduled arguments of a campaign are ids and constants, and contain no address", () => {
  const jobs = tables["_scheduled_functions"]!.filter(({ name }) => /sending|campaign/.test(String(name)));
  expect(jobs.length).toBeGreaterThan(3);
  expect(textOf(jobs)).not.toMatch(/@example\.com/);
});

test("no audit event of a campaign holds its message", () => {
  expect(textOf(tables["auditEvents"]!)).not.toContain("Hello {{firstName");
});
