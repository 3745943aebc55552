import { BLOCKED } from "@/lib/messages/blocked-addresses";
import { TITLE as BRAND } from "@/lib/messages/brand";
import { TITLE as NOTICES } from "@/lib/messages/campaign-notices";
import { TITLE as OVERVIEW } from "@/lib/messages/overview";
import type { Role } from "@/lib/server/session";
import * as messages from "@/lib/messages/admin";

export type Section = { href: string; label: string; role: Role };

/** The admin pages, in the order of their tabs, each with the lowest role that may open it. */
export const SECTIONS: readonly Section[] = [
  { href: "/admin/overview", label: OVERVIEW, role: "admin" },
  { href: "/admin/campaigns", label: messages.CAMPAIGNS, role: "writer" },
  { href: "/admin/suppressions", label: messages.SUPPRESSIONS, role: "marketer" },
  { href: "/admin/blocked", label: BLOCKED, role: "admin" },
  { href: "/admin/people", label: messages.PEOPLE, role: "admin" },
  { href: "/admin/links", label: messages.SIGN_IN_LINKS, role: "admin" },
  { href: "/admin/keys", label: messages.API_KEYS, role: "admin" },
  { href: "/admin/brand", label: BRAND, role: "admin" },
  { href: "/admin/notices", label: NOTICES, role: "writer" },
  { href: "/admin/audit", label: messages.AUDIT, role: "admin" },
];
