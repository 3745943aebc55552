"use client";

import type { Preloaded } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import Link from "next/link";
import type { ReactNode } from "react";
import type { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/overview";
import { usePageClock } from "../../page-clock";
import page from "../../page.module.css";
import { useLive } from "../../use-live";
import { When } from "../../when";
import styles from "./overview.module.css";

type Overview = FunctionReturnType<typeof api.overview.state>;

/** Shows what needs attention and the state of the mail provider. Both are live. */
export function State({ state }: { state: Preloaded<typeof api.overview.state> }) {
  const { stopped, provider } = useLive(state);
  return (
    <div className={`${page.columns} ${styles.state}`}>
      <Attention stopped={stopped} provider={provider} />
      <Provider provider={provider} />
    </div>
  );
}

function Attention({ stopped, provider }: Overview) {
  const troubles = [...troublesOf(provider, usePageClock()), ...stopped.map(stoppedInWords)];
  return (
    <section className={`${page.card} ${page.part}`} aria-labelledby="attention">
      <h2 id="attention">{messages.ATTENTION}</h2>
      {troubles.length === 0 ? <p className={page.none}>{messages.ALL_WELL}</p> : null}
      <ul className={styles.list}>
        {troubles.map(({ id, title, hint }) => (
          <li key={id}>
            <strong>{title}</strong>
            <p>{hint}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Trouble = { id: string; title: ReactNode; hint: ReactNode };

function stoppedInWords({ id, name, status, because }: Overview["stopped"][number]): Trouble {
  const what = status === "draft" ? messages.STOPPED.draft : messages.STOPPED.paused;
  const link = <Link href={`/admin/campaigns/${id}`}>{name || messages.UNNAMED}</Link>;
  return {
    id,
    title: (
      <>
        {what}: {link}
      </>
    ),
    hint: because,
  };
}

/** In ms. The provider sends events within seconds of a mail, so a longer silence is shown as a problem. */
const SILENT_AFTER = 10 * 60_000;

function troublesOf(
  { refusal, hasWebhookSecret, unheardSince }: Overview["provider"],
  now: number,
): Trouble[] {
  const isSilent = hasWebhookSecret && unheardSince !== null && now > unheardSince + SILENT_AFTER;
  return [
    ...(refusal ? [{ id: "refusal", title: messages.REFUSING, hint: refusal.message }] : []),
    ...(hasWebhookSecret
      ? []
      : [{ id: "webhook", title: messages.NO_WEBHOOK, hint: messages.NO_WEBHOOK_HINT }]),
    ...(isSilent ? [{ id: "silent", title: messages.NO_EVENTS, hint: messages.NO_EVENTS_HINT }] : []),
  ];
}

function Provider({ provider: { sentAt, eventAt, hasWebhookSecret } }: Pick<Overview, "provider">) {
  return (
    <section className={`${page.card} ${page.part}`} aria-labelledby="provider">
      <h2 id="provider">{messages.PROVIDER}</h2>
      <dl className={page.facts}>
        <div>
          <dt>{messages.LAST_SENT}</dt>
          <dd>{sentAt === null ? messages.NEVER : <When at={sentAt} />}</dd>
        </div>
        <div>
          <dt>{messages.WEBHOOK}</dt>
          <dd>{hasWebhookSecret ? messages.IS_SET_UP : messages.IS_NOT_SET_UP}</dd>
        </div>
        <div>
          <dt>{messages.LAST_EVENT}</dt>
          <dd>{eventAt === null ? messages.NEVER : <When at={eventAt} />}</dd>
        </div>
      </dl>
      <p className={page.foot}>
        <Link href="/admin/blocked">{messages.BLOCKED_ADDRESSES}</Link>
      </p>
    </section>
  );
}
