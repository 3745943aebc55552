"use client";

import { Menu } from "@mantine/core";
import Link from "next/link";
import * as messages from "@/lib/messages/shell";
import { useId } from "react";
import styles from "./account-menu.module.css";
import { usePageSession } from "./page-session";

/**
 * Shows which account is signed in. The page contains the name and the address only while the menu is open. The
 * dashboard does not load Mantine's styles, so the menu has its own.
 */
export function AccountMenu({ name }: { name: string }) {
  const { account } = usePageSession();
  const label = useId();
  if (!account) return null;
  return (
    <Menu
      unstyled
      classNames={styles}
      position="bottom-end"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button type="button" className={styles.target} aria-label={messages.ACCOUNT_MENU}>
          <span aria-hidden>{initialOf(name || account.email)}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-describedby={label}>
        <Menu.Label id={label}>{messages.signedInAs(name, account.email)}</Menu.Label>
        <Menu.Item component={Link} href="/settings/profile">
          {messages.YOUR_PROFILE}
        </Menu.Item>
        <Menu.Item component={Link} href="/settings/sessions">
          {messages.YOUR_SESSIONS}
        </Menu.Item>
        <Menu.Item component={Link} href="/settings/passkeys">
          {messages.YOUR_PASSKEYS}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The first character, in upper case. `Array.from` splits by code points, so it does not cut an emoji in half. */
const initialOf = (name: string): string => (Array.from(name)[0] ?? "").toUpperCase();
