"use client";

import type { Preloaded } from "convex/react";
import Link from "next/link";
import type { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/dashboard";
import { describeDevice, describePlace } from "../device-and-place";
import page from "../page.module.css";
import { useLive } from "../use-live";
import { When } from "../when";
import styles from "./dashboard.module.css";

/** The account's last sign-ins, so that its owner notices one that was not theirs. */
export function RecentSignIns({ signIns }: { signIns: Preloaded<typeof api.account.signIns> }) {
  const all = useLive(signIns) ?? [];
  return (
    <section className={`${page.card} ${page.part} ${styles.signIns}`} aria-labelledby="recent-sign-ins">
      <h2 id="recent-sign-ins">{messages.RECENT_SIGN_INS}</h2>
      {all.length === 0 ? <p className={page.none}>{messages.NO_SIGN_INS}</p> : null}
      <ul className={styles.list}>
        {all.map(({ id, at, how, userAgent, ipAddress }) => (
          <li key={id}>
            <strong>{describeDevice(userAgent)}</strong>
            <span>
              {messages.HOW[how]} · {describePlace(ipAddress)} · <When at={at} />
            </span>
          </li>
        ))}
      </ul>
      <p className={page.foot}>
        {messages.NOT_YOU} <Link href="/settings/sessions">{messages.END_SESSIONS}</Link>
      </p>
    </section>
  );
}
