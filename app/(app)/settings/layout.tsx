import "../mantine-styles";
import type { ReactNode } from "react";
import * as messages from "@/lib/messages/settings";
import { NavigationLink } from "../navigation-link";
import { PageHeader } from "../page-header";
import styles from "./settings.module.css";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title={messages.TITLE} />
      <nav className={styles.tabs} aria-label={messages.TITLE}>
        <NavigationLink href="/settings/profile">{messages.PROFILE}</NavigationLink>
        <NavigationLink href="/settings/sessions">{messages.SESSIONS}</NavigationLink>
        <NavigationLink href="/settings/passkeys">{messages.PASSKEYS}</NavigationLink>
        <NavigationLink href="/settings/profile#your-data">{messages.YOUR_DATA}</NavigationLink>
      </nav>
      {children}
    </>
  );
}
