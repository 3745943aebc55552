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
  isWithdrawn?: boolean;
  /** The role that the link gives to a colleague. */
  grantsRole?: Role | null;
  /**
   * For a link that proves a session: whether it is the session of this browser, and otherwise the code to type there.
   */
  confirms?: { isHere: boolean; code: string | null };
};

export type OwnLink = KnownLink & OwnLinkFields;
