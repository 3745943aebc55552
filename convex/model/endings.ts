/**
 * What ends with what, as data. People lose a role when an admin lowers it or removes them; a key ends when it is revoked.
 * model/revocation carries the table out, model/links/makers.ts asks it whenever a link is used, docs/threat-model.md prints it.
 */
import { type Role, ROLE_RANK } from "../../lib/roles";
import type { Doc } from "../_generated/dataModel";

type LoginLink = Doc<"loginLinks">;
type Campaign = Doc<"campaigns">;

export interface Ending {
  /** The least role that can make it. It ends when its maker has this role no more, or when its key is revoked. */
  takes: Role;
  then: "revoked" | "unscheduled" | "paused" | "stays";
  /** What becomes of the session of whoever followed it. Links only. */
  session?: "ends" | "stays";
}

/** Only whoever reads the mailbox has seen this one. Ending their session would keep out nobody but them. */
const LINK_MAILED = { takes: "admin", then: "revoked", session: "stays" } as const;

/** Whatever people and keys make that outlives the call that made it. */
export const MADE = {
  apiKey: { takes: "admin", then: "revoked" },
  /** Its URL was shown to whoever made it, so a session that came of it may be theirs. */
  linkHandedOver: { takes: "admin", then: "revoked", session: "ends" },
  linkMailed: LINK_MAILED,
  /** A mailed link as well, which ends as all of them do. */
  roleInvite: LINK_MAILED,
  testMailLink: { takes: "marketer", then: "revoked", session: "stays" },
  /** The sender's invitation more than one colleague's. It brings no role, and each can be revoked on the campaign's page. */
  campaignInvite: { takes: "marketer", then: "stays", session: "stays" },
  draftCampaign: { takes: "marketer", then: "stays" },
  scheduledCampaign: { takes: "marketer", then: "unscheduled" },
  sendingCampaign: { takes: "marketer", then: "paused" },
  /** Goes on only if somebody who may resumes it. */
  pausedCampaign: { takes: "marketer", then: "stays" },
  sentCampaign: { takes: "marketer", then: "stays" },
  cancelledCampaign: { takes: "marketer", then: "stays" },
} as const satisfies Record<string, Ending>;

/** What somebody holds that others made, and the events that end it. */
export const HELD = {
  /** An invite of theirs that nobody has followed, to a role above the one that they have now. */
  openRoleInvite: { lowered: true, removed: true },
  openMintedLink: { lowered: false, removed: true },
  session: { lowered: false, removed: true },
} as const;

type LinkKind = "linkHandedOver" | "linkMailed" | "testMailLink" | "campaignInvite";

/** The purposes of links that somebody makes for somebody else. The others are asked for. */
export const MADE_PURPOSES = ["minted", "test", "invite"] as const;

/** Which row of the table a link has. Null where no person and no key made it: it was asked for, or backend code made it. */
export function kindOfLink(link: Pick<LoginLink, LinkFields>): LinkKind | null {
  if (link.mintedBy.kind === "visitor" || link.mintedBy.kind === "backend") return null;
  return KIND_BY_PURPOSE[link.purpose](link);
}

type LinkFields = "purpose" | "mintedBy" | "verifiesEmail";

const KIND_BY_PURPOSE: Record<
  LoginLink["purpose"],
  (link: Pick<LoginLink, "verifiesEmail">) => LinkKind | null
> = {
  "sign-in": () => null,
  // To oneself, and worth nothing without the session that it proves: it ends with that.
  confirm: () => null,
  invite: () => "campaignInvite",
  test: () => "testMailLink",
  minted: ({ verifiesEmail }) => (verifiesEmail ? "linkMailed" : "linkHandedOver"),
};

export function endingOfCampaign({ status }: Pick<Campaign, "status">): Ending {
  return MADE[`${status}Campaign` satisfies `${Campaign["status"]}Campaign`];
}

/** Whether somebody with this role, or with none, may not have made it today. */
export function isLost({ takes }: Ending, role: Role | null): boolean {
  return role === null || ROLE_RANK[role] < ROLE_RANK[takes];
}
