"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { ADMIN } from "@/lib/messages/admin";
import { NavigationLink } from "../navigation-link";
import styles from "./admin-tabs.module.css";
import type { Section } from "./sections";

/** The tabs of this part. On a phone they run beyond the edge: the one that is open is brought into sight. */
export function AdminTabs({ sections }: { sections: readonly Section[] }) {
  const pathname = usePathname();
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = tabs.current?.querySelector("[aria-current]");
    current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  return (
    <nav ref={tabs} className={styles.tabs} aria-label={ADMIN}>
      {sections.map(({ href, label }) => (
        <NavigationLink key={href} href={href}>
          {label}
        </NavigationLink>
      ))}
    </nav>
  );
}
