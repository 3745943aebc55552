/**
 * What ends with what, as data. People lose a role when an admin lowers it or removes them; a key ends when it is
 * revoked. model/revocation carries the table out, model/links/makers.ts checks it whenever a link is used, and
 * docs/threat-model.md prints it.
 */
import { type Role, ROLE_RANK } from "../../lib/roles";
import type { Doc } from "../_generated/dataModel";

type LoginLink = Doc<"loginLinks">;
type Campaign = Doc<"campaigns">;

export interface Ending {
  /** The lowest role that can make it. It ends when its maker no longer has this role, or when its key is revoked. */
  takes: Role;
  then: "revoked" | "unscheduled" | "paused" | "stays";
  /** What happens to the session of the person who followed it. Only for links. */
  session?: "ends" | "stays";
}

/** Only the mailbox has seen this link. Ending its session would lock out nobody but the mailbox's owner. */
const LINK_MAILED = { takes: "admin", then: "revoked", session: "stays" } as const;

/** Everything that people and keys can make and that outlives the call that made it. */
export const MADE = {
  apiKey: { takes: "admin", then: "revoked" },
  /** Its URL was shown to its maker, so a session that came from it may be the maker's. */
  linkHandedOver: { takes: "admin", then: "revoked", session: "ends" },
  linkMailed: LINK_MAILED,
  /** Also a mailed link, and it ends like the others. */
  roleInvite: LINK_MAILED,
  testMailLink: { takes: "marketer", then: "revoked", session: "stays" },
  /**
   * The invitation comes from the sender rather than from one colleague. It brings no role, and it can be revoked on
   * the campaign's page.
   */
  campaignInvite: { takes: "marketer", then: "stays", session: "stays" },
  draftCampaign: { takes: "marketer", then: "stays" },
  scheduledCampaign: { takes: "marketer", then: "unscheduled" },
  sendingCampaign: { takes: "marketer", then: "paused" },
  /** It continues only if somebody with the role resumes it. */
  pausedCampaign: { takes: "marketer", then: "stays" },
  sentCampaign: { takes: "marketer", then: "stays" },
  cancelledCampaign: { takes: "marketer", then: "stays" },
} as const satisfies Record<string, Ending>;

/** What people hold that others made for them, and the events that end it. */
export const HELD = {
  /** An unused invite to a role higher than the person's new one. */
  openRoleInvite: { lowered: true, removed: true },
  openMintedLink: { lowered: false, removed: true },
  session: { lowered: false, removed: true },
} as const;

type LinkKind = "linkHandedOver" | "linkMailed" | "testMailLink" | "campaignInvite";

/** The purposes of links that somebody makes for somebody else. People request the others for themselves. */
export const MADE_PURPOSES = ["minted", "test", "invite"] as const;

/**
 * Which row of the table applies to a link. Null if no person and no key made it: it was requested, or backend code
 * made it.
 */
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
  // Made for oneself, and useless without the session that it proves: it ends with that session.
  confirm: () => null,
  invite: () => "campaignInvite",
  test: () => "testMailLink",
  minted: ({ verifiesEmail }) => (verifiesEmail ? "linkMailed" : "linkHandedOver"),
};

export function endingOfCampaign({ status }: Pick<Campaign, "status">): Ending {
  return MADE[`${status}Campaign` satisfies `${Campaign["status"]}Campaign`];
}

/** Whether somebody with this role, or with none, could not make it today. */
export function isLost({ takes }: Ending, role: Role | null): boolean {
  return role === null || ROLE_RANK[role] < ROLE_RANK[takes];
}
