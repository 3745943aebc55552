/** The events that end things, and helpers that create each thing that may end. */
import { api, internal } from "@/convex/_generated/api";
import type { MADE } from "@/convex/model/endings";
import type { Role } from "@/lib/roles";
import { followLink, newBrowser } from "./browser";
import { draftFor, launchTo, recipientRows, runUntil } from "./campaigns";
import { type Person, personOf, tokenOf } from "./people";
import { DAY, MINUTE, type World, runScheduled, whilePumping } from "./world";
import { members } from "./tables";

const WEEK_IN_MINUTES = (7 * DAY) / MINUTE;

export const memberOf = async ({ t }: World, email: string) =>
  (await members(t)).find((one) => one.email === email)!;
export const setRole = async (world: World, by: Person, email: string, role: Role) =>
  by.as.mutation(api.people.setRole, { memberId: (await memberOf(world, email))._id, role });
export const remove = async (world: World, by: Person, email: string) =>
  (await readyToRemove(world, by, email))();
/** Returns the call that removes somebody, with all its arguments prepared. */
export const readyToRemove = async (world: World, by: Person, email: string) => {
  const { _id: memberId } = await memberOf(world, email);
  return () => by.as.mutation(api.people.remove, { memberId });
};

export const makeKey = (by: Person, name = "Shop") => by.as.mutation(api.apiKeys.create, { name });
export const mintWith = async ({ t }: World, key: string, email: string, deliver = false) => {
  const link = { email, deliver, expiresInMinutes: WEEK_IN_MINUTES };
  return t.mutation(internal.apiKeys.mintLoginLink, { key, link });
};
export const mintBy = (by: Person, email: string, deliver = false) =>
  by.as.mutation(api.loginLinks.create, { email, deliver, expiresInMinutes: WEEK_IN_MINUTES });

/** Follows a link in a new browser. Returns the person who is signed in, or the reason for the refusal. */
export async function follow(world: World, token: string): Promise<Person | string> {
  const browser = await newBrowser();
  const result = await followLink(world, token, browser);
  return result.ok ? personOf(world, result.setCookies, browser) : result.reason;
}

export async function arrive(world: World, token: string): Promise<Person> {
  const person = await follow(world, token);
  if (typeof person === "string") throw new Error(`The link was refused: ${person}`);
  return person;
}

export const isSignedIn = async ({ as }: Person) => (await as.query(api.users.current, {})) !== null;

export type LinkRow = "linkHandedOver" | "linkMailed" | "roleInvite" | "testMailLink" | "campaignInvite";
export type CampaignRow = Exclude<keyof typeof MADE, LinkRow | "apiKey" | "webhook">;

/** For each kind of link, a function that makes one for an address and returns its token. */
export const LINKS: Record<Exclude<LinkRow, "campaignInvite">, MakeLink> = {
  linkHandedOver: async (_world, by, email) => tokenOf((await mintBy(by, email)).url),
  linkMailed: async (world, by, email) => {
    await mintBy(by, email, true);
    return mailedTo(world, email);
  },
  roleInvite: async (world, by, email) => {
    await by.as.mutation(api.people.invite, { email, role: "marketer" });
    return mailedTo(world, email);
  },
  testMailLink: async (world, by, email) => {
    const campaignId = await draftFor(by, recipientRows(1));
    await whilePumping(by.as.action(api.campaignPreviews.sendTest, { campaignId, to: [email] }));
    return mailedTo(world, email);
  },
};
type MakeLink = (world: World, by: Person, email: string) => Promise<string>;

async function mailedTo(world: World, email: string): Promise<string> {
  await runScheduled(world);
  return world.mail.lastTo(email).token;
}

/** Makes two links. Follows one and returns its guest; returns the token of the other, which is still open. */
export async function makeLinks(
  world: World,
  by: Person,
  row: LinkRow,
): Promise<{ guest: Person; open: string }> {
  if (row === "campaignInvite") {
    await runUntil(world, await launchTo(by, recipientRows(2)), "sent");
    const guest = await arrive(world, world.mail.lastTo("reader000@example.com").token);
    return { guest, open: world.mail.lastTo("reader001@example.com").token };
  }
  const guest = await arrive(world, await LINKS[row](world, by, "guest@example.com"));
  return { guest, open: await LINKS[row](world, by, "open@example.com") };
}

const soon = () => Date.now() + DAY;

/** For each status, a function that creates a campaign, brings it to that status and returns its id. */
export const CAMPAIGNS: Record<CampaignRow, (world: World, by: Person) => ReturnType<typeof draftFor>> = {
  draftCampaign: (_world, by) => draftFor(by, 1),
  scheduledCampaign: async (_world, by) => {
    const campaignId = await draftFor(by, 1);
    await by.as.mutation(api.campaigns.launch, { campaignId, at: soon() });
    return campaignId;
  },
  sendingCampaign: (_world, by) => launchTo(by, 1),
  pausedCampaign: async (_world, by) => {
    const campaignId = await launchTo(by, 1);
    await by.as.mutation(api.campaigns.pause, { campaignId });
    return campaignId;
  },
  deletedCampaign: async (_world, by) => {
    const campaignId = await draftFor(by, 1);
    await by.as.mutation(api.drafts.remove, { campaignId });
    return campaignId;
  },
  sentCampaign: async (world, by) => {
    const campaignId = await launchTo(by, 1);
    await runUntil(world, campaignId, "sent");
    return campaignId;
  },
  cancelledCampaign: async (_world, by) => {
    const campaignId = await launchTo(by, 1);
    await by.as.mutation(api.campaigns.cancel, { campaignId });
    return campaignId;
  },
};
