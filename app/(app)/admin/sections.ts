import { BLOCKED } from "@/lib/messages/blocked-addresses";
import type { Role } from "@/lib/server/session";

export type Section = { href: string; label: string; role: Role };

/** The pages of this part, in the order of their tabs, each with the lowest role that may open it. */
export const SECTIONS: readonly Section[] = [
  { href: "/admin/campaigns", label: "Campaigns", role: "marketer" },
  { href: "/admin/suppressions", label: "Suppressions", role: "marketer" },
  { href: "/admin/blocked", label: BLOCKED, role: "admin" },
  { href: "/admin/people", label: "People", role: "admin" },
  { href: "/admin/links", label: "Sign-in links", role: "admin" },
  { href: "/admin/keys", label: "API keys", role: "admin" },
  { href: "/admin/audit", label: "Audit", role: "admin" },
];
