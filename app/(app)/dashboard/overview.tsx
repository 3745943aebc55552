"use client";

import type { Preloaded } from "convex/react";
import Link from "next/link";
import type { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/dashboard";
import badge from "../badge.module.css";
import styles from "../page.module.css";
import { useAccount, useLive } from "../use-live";
import { When } from "../when";

export type OverviewProps = {
  account: Preloaded<typeof api.users.current>;
  sessions: Preloaded<typeof api.sessions.list>;
  /** This browser and its location, in words; they do not change while a page is open. */
  device: string;
  place: string;
};

/**
 * Shows the signed-in user and their session, both live. When the session is ended elsewhere, the browser leaves this
 * page.
 */
export function Overview({ account, ...session }: OverviewProps) {
  return (
    <div className={styles.columns}>
      <Account account={account} />
      <ThisSession {...session} />
    </div>
  );
}

function Account({ account }: Pick<OverviewProps, "account">) {
  const user = useAccount(account);
  if (!user) return null;
  return (
    <section className={`${styles.card} ${styles.part}`} aria-labelledby="account">
      <h2 id="account">{messages.ACCOUNT}</h2>
      <dl className={styles.facts}>
        <div>
          <dt>{messages.SIGNED_IN_AS}</dt>
          <dd>{user.email}</dd>
        </div>
        <div>
          <dt>{messages.NAME}</dt>
          <dd>{user.name || <span className={styles.none}>{messages.NO_NAME}</span>}</dd>
        </div>
        <div>
          <dt>{messages.ROLE}</dt>
          <dd className={badge.badges}>
            <span className={badge.badge}>{user.role}</span>
            {user.emailVerified ? null : <span className={badge.quiet}>{messages.NOT_VERIFIED}</span>}
          </dd>
        </div>
      </dl>
      <p className={styles.foot}>
        <Link href="/settings/profile">{user.name ? messages.CHANGE_NAME : messages.ADD_NAME}</Link>
      </p>
    </section>
  );
}

function ThisSession({ sessions, device, place }: Omit<OverviewProps, "account">) {
  const all = useLive(sessions) ?? [];
  const current = all.find((session) => session.isCurrent);
  if (!current) return null;
  return (
    <section className={`${styles.card} ${styles.part}`} aria-labelledby="this-session">
      <h2 id="this-session">{messages.THIS_SESSION}</h2>
      <dl className={styles.facts}>
        <div>
          <dt>{messages.BROWSER}</dt>
          <dd>{device}</dd>
        </div>
        <div>
          <dt>{messages.LOCATION}</dt>
          <dd>{place}</dd>
        </div>
        <div>
          <dt>{messages.SIGNED_IN}</dt>
          <dd>
            <When at={current.createdAt} />
          </dd>
        </div>
      </dl>
      <p className={styles.foot}>
        <Link href="/settings/sessions">
          {all.length === 1 ? messages.ONLY_SESSION : messages.allSessions(all.length)}
        </Link>
      </p>
    </section>
  );
}
