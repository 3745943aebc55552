import type { Role } from "@/lib/server/session";

export const ROLES: readonly { value: Role; label: string; description: string }[] = [
  { value: "member", label: "Member", description: "Their own dashboard and settings." },
  { value: "marketer", label: "Marketer", description: "Campaigns and suppressions too." },
  {
    value: "admin",
    label: "Admin",
    description: "Everything: people, sign-in links, API keys and audit too.",
  },
];

export const labelOf = (role: Role): string => ROLES.find(({ value }) => value === role)?.label ?? role;
