import * as messages from "@/lib/messages/people";
import type { Role } from "@/lib/roles";

const IN_ORDER = ["member", "writer", "marketer", "admin"] as const satisfies Role[];

export const ROLES = IN_ORDER.map((value) => ({ value, ...messages.ROLES[value] }));

export const labelOf = (role: Role): string => messages.ROLES[role].label;
