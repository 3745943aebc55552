import type { KnownLink } from "@latchkey/login-links/http";
import type { Role } from "./roles";

/** What `loginLinks.peek` of this app returns in addition to the package's fields. */
export type OwnLinkFields = {
  /** The subject of the campaign mail that contained the link. */
  about?: string | null;
  /**
   * A marketer has revoked this invite. The page then does not tell the person to look for a newer email, because there
   * is none.
   */
  isInviteRevoked?: boolean;
  /** The role that the link gives to a colleague. */
  grantsRole?: Role | null;
  /**
   * For a link that confirms the identity of a session's user. `isHere`: the session is that of this browser. Otherwise
   * `code` is the code to type in the browser that has the session.
   */
  confirms?: { isHere: boolean; code: string | null };
};

export type OwnLink = KnownLink & OwnLinkFields;
