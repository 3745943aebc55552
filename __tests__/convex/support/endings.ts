/** The events after which something has to end, and how to make each thing that may have to. */
import { api, internal } from "@/convex/_generated/api";
import type { MADE } from "@/convex/model/endings";
import type { Role } from "@/lib/roles";
import { followLink, newBrowser } from "./browser";
import { draftFor, launchTo, readers, settleUntil } from "./campaigns";
import { type Person, personOf, tokenOf } from "./people";
import { DAY, MINUTE, type Scene, settle, whilePumping } from "./scene";
import { members } from "./tables";

const WEEK_IN_MINUTES = (7 * DAY) / MINUTE;

export const memberOf = async ({ t }: Scene, email: string) =>
  (await members(t)).find((one) => one.email === email)!;
export const setRole = async (scene: Scene, by: Person, email: string, role: Role) =>
  by.as.mutation(api.people.setRole, { memberId: (await memberOf(scene, email))._id, role });
export const remove = async (scene: Scene, by: Person, email: string) =>
  (await readyToRemove(scene, by, email))();
/** The call that removes somebody, with all its arguments prepared. */
export const readyToRemove = async (scene: Scene, by: Person, email: string) => {
  const { _id: memberId } = await memberOf(scene, email);
  return () => by.as.mutation(api.people.remove, { memberId });
};

export const makeKey = (by: Person, name = "Shop") => by.as.mutation(api.apiKeys.create, { name });
export const mintWith = async ({ t }: Scene, key: string, email: string, deliver = false) => {
  const link = { email, deliver, expiresInMinutes: WEEK_IN_MINUTES };
  return t.mutation(internal.apiKeys.mintLoginLink, { key, link });
};
export const mintBy = (by: Person, email: string, deliver = false) =>
  by.as.mutation(api.loginLinks.create, { email, deliver, expiresInMinutes: WEEK_IN_MINUTES });

/** Follows a link in a new browser. Returns the person who is signed in, or the reason for the refusal. */
export async function follow(scene: Scene, token: string): Promise<Person | string> {
  const browser = await newBrowser();
  const result = await followLink(scene, token, browser);
  return result.ok ? personOf(scene, result.setCookies, browser) : result.reason;
}

export async function arrive(scene: Scene, token: string): Promise<Person> {
  const person = await follow(scene, token);
  if (typeof person === "string") throw new Error(`The link was refused: ${person}`);
  return person;
}

export const isSignedIn = async ({ as }: Person) => (await as.query(api.users.current, {})) !== null;

export type LinkRow = "linkHandedOver" | "linkMailed" | "roleInvite" | "testMailLink" | "campaignInvite";
export type CampaignRow = Exclude<keyof typeof MADE, LinkRow | "apiKey">;

/** Makes a link of each kind for an address, and returns its token. */
export const LINKS: Record<Exclude<LinkRow, "campaignInvite">, MakeLink> = {
  linkHandedOver: async (_scene, by, email) => tokenOf((await mintBy(by, email)).url),
  linkMailed: async (scene, by, email) => {
    await mintBy(by, email, true);
    return mailedTo(scene, email);
  },
  roleInvite: async (scene, by, email) => {
    await by.as.mutation(api.people.invite, { email, role: "marketer" });
    return mailedTo(scene, email);
  },
  testMailLink: async (scene, by, email) => {
    const campaignId = await draftFor(by, readers(1));
    await whilePumping(by.as.action(api.campaignPreviews.sendTest, { campaignId, to: [email] }));
    return mailedTo(scene, email);
  },
};
type MakeLink = (scene: Scene, by: Person, email: string) => Promise<string>;

async function mailedTo(scene: Scene, email: string): Promise<string> {
  await settle(scene);
  return scene.mail.lastTo(email).token;
}

/** One link that was followed before the event, and one that is still open. */
export async function makeLinks(
  scene: Scene,
  by: Person,
  row: LinkRow,
): Promise<{ guest: Person; open: string }> {
  if (row === "campaignInvite") {
    await settleUntil(scene, await launchTo(by, readers(2)), "sent");
    const guest = await arrive(scene, scene.mail.lastTo("reader000@example.com").token);
    return { guest, open: scene.mail.lastTo("reader001@example.com").token };
  }
  const guest = await arrive(scene, await LINKS[row](scene, by, "guest@example.com"));
  return { guest, open: await LINKS[row](scene, by, "open@example.com") };
}

const soon = () => Date.now() + DAY;

/** Brings a campaign to each status. */
export const CAMPAIGNS: Record<CampaignRow, (scene: Scene, by: Person) => ReturnType<typeof draftFor>> = {
  draftCampaign: (_scene, by) => draftFor(by, 1),
  scheduledCampaign: async (_scene, by) => {
    const campaignId = await draftFor(by, 1);
    await by.as.mutation(api.campaigns.launch, { campaignId, at: soon() });
    return campaignId;
  },
  sendingCampaign: (_scene, by) => launchTo(by, 1),
  pausedCampaign: async (_scene, by) => {
    const campaignId = await launchTo(by, 1);
    await by.as.mutation(api.campaigns.pause, { campaignId });
    return campaignId;
  },
  sentCampaign: async (scene, by) => {
    const campaignId = await launchTo(by, 1);
    await settleUntil(scene, campaignId, "sent");
    return campaignId;
  },
  cancelledCampaign: async (_scene, by) => {
    const campaignId = await launchTo(by, 1);
    await by.as.mutation(api.campaigns.cancel, { campaignId });
    return campaignId;
  },
};
