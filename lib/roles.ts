/** A role includes those below it. */
export const ROLE_RANK = { member: 0, marketer: 1, admin: 2 } as const;

export type Role = keyof typeof ROLE_RANK;

/** With its article, as in "invites you as a marketer". */
export const ROLE_IN_WORDS = { member: "a member", marketer: "a marketer", admin: "an admin" } as const;
