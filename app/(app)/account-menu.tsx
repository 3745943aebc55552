"use client";

import { Button, Menu } from "@mantine/core";
import Link from "next/link";
import { usePageSession } from "./page-session";

/** Shows whose page this is. The address is in the page only while the menu is open. */
export function AccountMenu({ name }: { name: string }) {
  const { account } = usePageSession();
  if (!account) return null;
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button variant="subtle" size="sm" maw={180} aria-label={name ? `Account of ${name}` : "Account"}>
          {name || "Account"}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Signed in as {account.email}</Menu.Label>
        <Menu.Item component={Link} href="/settings/profile">
          Your profile
        </Menu.Item>
        <Menu.Item component={Link} href="/settings/sessions">
          Your sessions
        </Menu.Item>
        <Menu.Item component={Link} href="/settings/passkeys">
          Your passkeys
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
