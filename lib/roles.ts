/** With its article, as in "invites you as a marketer". */
export const ROLE_IN_WORDS = { member: "a member", marketer: "a marketer", admin: "an admin" } as const;
