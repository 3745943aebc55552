/** The admins' pages People and Invitations. */
import type { Role } from "../roles";

export const TITLE = "People";
export const DESCRIPTION = "Everybody who has signed in, and what they may do here.";

export const SEARCH = "Search by name or address";
export const SEARCH_EXAMPLE = "Name or address…";
export const ROLE = "Role";
export const EVERY_ROLE = "Every role";

export const ROLES: Record<Role, { label: string; description: string }> = {
  member: { label: "Member", description: "Their own dashboard and settings." },
  writer: {
    label: "Writer",
    description: "Write campaigns and ask for approval. Only marketers and admins launch them.",
  },
  marketer: { label: "Marketer", description: "Campaigns and suppressions too." },
  admin: { label: "Admin", description: "Everything: people, sign-in links, API keys and audit too." },
};

export const PERSON = "Person";
export const LAST_SEEN = "Last seen";
export const NOT_SEEN = "Not yet";
export const LAST_HOUR = "In the last hour";
export const JOINED = "Joined";
export const ACTIONS = "Actions";
export const YOU = "you";
export const NAMED_ADMIN = "listed in ADMIN_EMAILS";

export const NOBODY = "No matching people";
export const NOBODY_HINT =
  "People are found by the beginning of a name or address. Colleagues you have invited appear here once they have opened their link.";
export const MORE_FOLLOW = "No matches so far. Choose Show more to search the rest.";

export const CHANGE_ROLE = "Change role";
export const changeRoleOf = (email: string): string => `Change role of ${email}`;
export const roleOf = (email: string): string => `Role of ${email}`;
export const hasRoleNow = (email: string, role: string): string => `${email} is ${role} now.`;
export const ROLE_NOT_CHANGED = "The role was not changed";
export const makeThem = (role: string): string => `Make them ${role}`;
export const AT_ONCE = "It takes effect immediately, in all of their sessions.";
export const OWN_ROLE = "This is your own account. Only another admin can give the role back.";
export const NAMED_KEEPS_ROLE = "ADMIN_EMAILS contains this address, so signing in makes it an admin again.";

export const REMOVE = "Remove";
export const remove = (email: string): string => `Remove ${email}`;
export const removeTitle = (email: string): string => `Remove ${email}?`;
export const KEEP = "Keep them";
export const NOT_REMOVED = "Not removed";
export const removed = (email: string): string => `${email} is signed out everywhere.`;
export const SESSIONS_END =
  "All their sessions end now, and sign-in links and invites made for them stop working.";
export const noLonger = (role: string): string => `They are no longer ${role}.`;
export const MEMBER_AGAIN = "If they sign in again, they become a member.";
export const NAMED_COMES_BACK =
  "ADMIN_EMAILS contains this address. Remove it there too, or signing in makes it an admin again.";
export const YOU_TOO = "This is you: you are signed out here too.";

/** These two texts describe what convex/model/endings.ts does. */
export const ADMINS_WORK_ENDS =
  "Their API keys stop working, and so do their unused sign-in links and invites. People who signed in with a link that they passed on are signed out.";
export const CAMPAIGNS_STOP =
  "Campaigns that they wrote or started stop: scheduled ones become drafts again, and those being sent are paused. Invitations already sent keep working.";

export const INVITE_COLLEAGUE = "Invite a colleague";
export const EMAIL = "Email";
export const NAME = "Name";
export const NAME_HINT = "Used if this person has no account yet.";
export const INVITE_HINT =
  "We email them a link that works once, within 7 days. They get the role when they open it. Until then the invitation is listed under Invitations, where it can be sent again or revoked.";
export const SEND_INVITE = "Send the invite";
export const NOT_INVITED = "The invite was not sent";
export const onItsWay = (email: string): string => `The invite is on its way to ${email}.`;
