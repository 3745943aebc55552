/** What the suites about automatic reminders share: one marketer and one campaign in a fresh world for each test. */
import { beforeEach } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import type { Role } from "@/lib/roles";
import { followLink, newBrowser } from "./browser";
import { type CampaignId, signInAs } from "./campaigns";
import type { Person } from "./people";
import { launchWithReminders } from "./reminders";
import { start, type World } from "./world";

export const [ADA, BOB] = ["reader0@example.com", "reader1@example.com"] as const;
export const FIRST = /^Still there/;
export const LAST = "Last call";
/** The invitations are sent on Monday, 23 November at 12:00 UTC. These are the times of both reminders in Berlin. */
export const THURSDAY = "2026-11-26T08:00Z";
export const SATURDAY = "2026-11-28T09:00Z";

export let world: World;
export let marketer: Person;
export let campaignId: CampaignId;

/** Call it once in a suite. */
export function startReminding(): void {
  beforeEach(async () => {
    world = await start();
    marketer = await signInAs(world, "marketer");
  });
}

export function setMarketer(person: Person): void {
  marketer = person;
}

export function setCampaign(id: CampaignId): void {
  campaignId = id;
}

export const launch = async (
  ...args: Parameters<typeof launchWithReminders> extends [unknown, unknown, ...infer R] ? R : never
) => {
  campaignId = await launchWithReminders(world, marketer, ...args);
};
/** Renews all proofs, because changing the reminders of a launched campaign needs one from the last twelve hours. */
export const prove = () =>
  world.t.run(async ({ db }) => {
    for (const { _id } of await db.query("proofs").collect())
      await db.patch("proofs", _id, { provenAt: Date.now() });
  });
/** Only the role changes here, so nothing but the claim can notice it. */
export const setRoleOf = ({ userId }: Person, role: Role) =>
  world.t.run(async ({ db }) => {
    const member = (await db.query("members").collect()).find((one) => one.userId === userId)!;
    await db.patch("members", member._id, { role });
  });
export const page = async () => (await marketer.as.query(api.reminders.get, { campaignId }))!;
const tokensOf = (email: string) =>
  world.mail.mails.filter(({ to }) => to === email).map(({ token }) => token);

export async function follow(email: string, nth: number) {
  return followLink(world, tokensOf(email)[nth]!, await newBrowser());
}
