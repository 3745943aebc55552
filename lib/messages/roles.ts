import type { Role } from "../roles";

/** With its article, as in "invites you as a marketer". */
export const ROLE_LABELS: Record<Role, string> = {
  member: "a member",
  writer: "a writer",
  marketer: "a marketer",
  admin: "an admin",
};
