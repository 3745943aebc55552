"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import * as messages from "@/lib/messages/invitations";
import shell from "../../shell.module.css";
import styles from "../admin-tabs.module.css";

const PAGES = [
  { href: "/admin/people", label: messages.EVERYBODY },
  { href: "/admin/people/invitations", label: messages.TITLE },
] as const;

/**
 * Tabs for the two lists of people: those who have signed in, and those who were invited but have not signed in yet.
 */
export function PeopleTabs() {
  const pathname = usePathname();
  return (
    <nav className={styles.tabs} aria-label={messages.SECTIONS}>
      {PAGES.map(({ href, label }) => (
        <Link
          key={href}
          className={shell.link}
          href={href}
          aria-current={pathname === href ? "page" : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
