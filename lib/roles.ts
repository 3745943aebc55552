/** A role includes those below it. */
export const ROLE_RANK = { member: 0, marketer: 1, admin: 2 } as const;

export type Role = keyof typeof ROLE_RANK;
