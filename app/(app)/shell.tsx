import type { ReactNode } from "react";
import * as messages from "@/lib/messages/shell";
import type { Role } from "@/lib/server/session";
import { SiteFooter } from "../ui/site-footer";
import { Wordmark } from "../ui/wordmark";
import { AccountMenu } from "./account-menu";
import { AccountNotices } from "./account-notices";
import { ColorSchemeSwitch } from "./color-scheme-switch";
import { ConnectionNotice } from "./connection-notice";
import { NavigationLink } from "./navigation-link";
import styles from "./shell.module.css";
import { SignOutForm } from "./sign-out-form";

export type ShellProps = { role: Role; name: string; children: ReactNode };

/**
 * The frame of the signed-in pages. It is plain CSS, looks the same with and without JavaScript, and fits windows from
 * 320 px.
 */
export function Shell({ role, name, children }: ShellProps) {
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {messages.SKIP}
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Wordmark href="/dashboard" />
          <nav className={styles.navigation} aria-label={messages.NAVIGATION}>
            <NavigationLink href="/dashboard">{messages.DASHBOARD}</NavigationLink>
            {role === "member" ? null : <NavigationLink href="/admin">{messages.ADMIN}</NavigationLink>}
            <NavigationLink href="/settings">{messages.SETTINGS}</NavigationLink>
          </nav>
          <div className={styles.tools}>
            <span className={styles.account}>
              <AccountMenu name={name} />
            </span>
            <ColorSchemeSwitch />
            <SignOutForm />
          </div>
        </div>
        <ConnectionNotice />
        <p className={styles.broken} role="alert">
          {messages.BROKEN} <a href="">{messages.RELOAD}</a>
        </p>
      </header>
      <main className={styles.main} id="content">
        <AccountNotices />
        {children}
      </main>
      <footer className={styles.footer}>
        <SiteFooter />
      </footer>
    </div>
  );
}
