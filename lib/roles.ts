/** Each role may do everything that a role of lower rank may do. */
export const ROLE_RANK = { member: 0, marketer: 1, admin: 2 } as const;

export type Role = keyof typeof ROLE_RANK;
