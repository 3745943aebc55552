import type { KnownLink } from "@latchkey/login-links/http";
import type { Role } from "./roles";

/** What this app's `loginLinks.peek` tells of a link beside what every app's does. */
export type OwnLinkFields = {
  /** The subject of the campaign's mail that brought it. */
  about?: string | null;
  /** The role that a colleague is invited to. */
  grantsRole?: Role | null;
  /** Of a link that proves a session: whether it is the one here, and the code to type there where it is not. */
  confirms?: { isHere: boolean; code: string | null };
};

export type OwnLink = KnownLink & OwnLinkFields;
