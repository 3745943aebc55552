import { ADMIN } from "@/lib/messages/admin";
import { NavigationLink } from "../navigation-link";
import styles from "./admin-tabs.module.css";
import type { Section } from "./sections";

/** The tabs of the admin pages. */
export function AdminTabs({ sections }: { sections: readonly Section[] }) {
  return (
    <nav className={styles.tabs} aria-label={ADMIN}>
      {sections.map(({ href, label }) => (
        <NavigationLink key={href} href={href}>
          {label}
        </NavigationLink>
      ))}
    </nav>
  );
}
