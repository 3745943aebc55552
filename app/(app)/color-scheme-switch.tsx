"use client";

import { useMantineColorScheme } from "@mantine/core";
import * as messages from "@/lib/messages/shell";
import styles from "./shell.module.css";

/** Renders both icons. CSS shows the right one, because the server cannot determine the colour scheme of the system. */
export function ColorSchemeSwitch() {
  const { toggleColorScheme } = useMantineColorScheme();
  return (
    <button
      type="button"
      className={styles.schemeSwitch}
      aria-label={messages.SWITCH_COLORS}
      onClick={toggleColorScheme}
    >
      <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" className={styles.sun}>
        <circle cx="12" cy="12" r="4" />
        <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4" />
      </svg>
      <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" className={styles.moon}>
        <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z" />
      </svg>
    </button>
  );
}
