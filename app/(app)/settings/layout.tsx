import "../mantine-styles";
import type { ReactNode } from "react";
import { NavigationLink } from "../navigation-link";
import { PageHeader } from "../page-header";
import styles from "./settings.module.css";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Settings" />
      <nav className={styles.tabs} aria-label="Settings">
        <NavigationLink href="/settings/profile">Profile</NavigationLink>
        <NavigationLink href="/settings/sessions">Sessions</NavigationLink>
        <NavigationLink href="/settings/passkeys">Passkeys</NavigationLink>
      </nav>
      {children}
    </>
  );
}
