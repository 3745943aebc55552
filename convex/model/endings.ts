/**
 * A table of what ends when a person loses a role or a key is revoked. A person loses a role when an admin lowers it or
 * removes the person. model/revocation does the work, model/links/makers.ts checks the table whenever a link is used,
 * and docs/threat-model.md contains it.
 */
import { type Role, ROLE_RANK } from "../../lib/roles";
import type { Doc } from "../_generated/dataModel";

type LoginLink = Doc<"loginLinks">;
type Campaign = Doc<"campaigns">;

export interface Ending {
  /**
   * The lowest role that can make this kind of thing. The thing ends when its maker no longer has this role, or when
   * the key that made it is revoked.
   */
  takes: Role;
  then: "revoked" | "unscheduled" | "paused" | "stays";
  /** Only for links: what happens to the session of the person who followed the link. */
  session?: "ends" | "stays";
}

/** This link was only sent to a mailbox, so its session belongs to the mailbox's owner, who should stay signed in. */
const LINK_MAILED = { takes: "admin", then: "revoked", session: "stays" } as const;

/** Everything that people and keys can make and that remains after the call that made it. */
export const MADE = {
  apiKey: { takes: "admin", then: "revoked" },
  /** Otherwise a former admin would go on to receive the names and numbers of all campaigns. */
  webhook: { takes: "admin", then: "revoked" },
  /** The maker saw the URL of this link, so a session that came from it may be the maker's. */
  linkHandedOver: { takes: "admin", then: "revoked", session: "ends" },
  linkMailed: LINK_MAILED,
  /** An invitation of a colleague is a mailed link too, and ends like the others. */
  roleInvite: LINK_MAILED,
  testMailLink: { takes: "writer", then: "revoked", session: "stays" },
  /**
   * The invitation comes from the organisation rather than from one colleague, so it outlives the colleague's role. It
   * gives no role, and it can be revoked on the campaign's page.
   */
  campaignInvite: { takes: "marketer", then: "stays", session: "stays" },
  draftCampaign: { takes: "writer", then: "stays" },
  scheduledCampaign: { takes: "marketer", then: "unscheduled" },
  sendingCampaign: { takes: "marketer", then: "paused" },
  /** A paused campaign continues only if somebody with the role resumes it. */
  pausedCampaign: { takes: "marketer", then: "stays" },
  sentCampaign: { takes: "marketer", then: "stays" },
  cancelledCampaign: { takes: "marketer", then: "stays" },
  /** A deleted draft, until it is swept. */
  deletedCampaign: { takes: "writer", then: "stays" },
} as const satisfies Record<string, Ending>;

/** What people hold that was made for them, and whether it ends when their role is lowered or when they are removed. */
export const HELD = {
  /** An unused invite to a role higher than the person's new one. */
  openRoleInvite: { lowered: true, removed: true },
  openMintedLink: { lowered: false, removed: true },
  session: { lowered: false, removed: true },
} as const;

type LinkKind = "linkHandedOver" | "linkMailed" | "testMailLink" | "campaignInvite";

/** The purposes of links that somebody makes for another person. People request the other links for themselves. */
export const MADE_PURPOSES = ["minted", "test", "invite"] as const;

/**
 * The row of `MADE` that applies to a link. Null if the link was requested or made by backend code, so that no person
 * or key is its maker.
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
  // A person makes this link for their own session, and it is useless once that session has ended.
  confirm: () => null,
  invite: () => "campaignInvite",
  test: () => "testMailLink",
  minted: ({ verifiesEmail }) => (verifiesEmail ? "linkMailed" : "linkHandedOver"),
};

export function endingOfCampaign({ status }: Pick<Campaign, "status">): Ending {
  return MADE[`${status}Campaign` satisfies `${Campaign["status"]}Campaign`];
}

/** Whether the maker's present role is too low to make such a thing today. A role of null counts as too low. */
export function isLost({ takes }: Ending, role: Role | null): boolean {
  return role === null || ROLE_RANK[role] < ROLE_RANK[takes];
}
