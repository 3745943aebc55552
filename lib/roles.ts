/** Each role may do everything that a role of lower rank may do. */
export const ROLE_RANK = { member: 0, writer: 1, marketer: 2, admin: 3 } as const;

export type Role = keyof typeof ROLE_RANK;
