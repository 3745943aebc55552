"use client";

import { EmptyState } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import { ACTIONS, NO_VALUE } from "@/lib/messages/admin";
import * as messages from "@/lib/messages/sign-in-links";
import { KeyMark } from "../../../ui/key-mark";
import { useCall } from "../../use-call";
import { When } from "../../when";
import { actorLabel } from "../_shared/actor-label";
import styles from "../_shared/admin.module.css";
import { type Column, RecordTable } from "../_shared/record-table";
import { RevokeButton } from "../_shared/revoke-button";
import { ShowMore } from "../_shared/show-more";
import { type FirstPage, usePages } from "../_shared/use-pages";
import { LinkState, stateAt } from "./link-state";
import type { MintedRow } from "./types";
import { useMinute } from "./use-minute";

export type LinkListProps = {
  /** The first page from the server, shown until the live first page has arrived. */
  first: FirstPage<MintedRow>;
  /**
   * The server's time in whole minutes. The query keeps this value, because a new value would restart the list at its
   * first page.
   */
  minute: number;
};

export function LinkList({ first, minute }: LinkListProps) {
  const pages = usePages(api.loginLinks.list, { minute }, first);
  const links = pages.rows ?? [];
  const now = useMinute(minute);
  if (links.length === 0) return <NoLinks />;
  return (
    <>
      <RecordTable label={messages.TITLE} columns={columnsAt(now)} rows={links} />
      <ShowMore pages={pages} />
    </>
  );
}

function columnsAt(minute: number): Column<MintedRow>[] {
  return [
    { title: messages.FOR, cell: (link) => <ForWhom link={link} /> },
    { title: messages.STATE, cell: (link) => <LinkState link={link} minute={minute} /> },
    { title: messages.EXPIRES, cell: (link) => <Expiry link={link} /> },
    { title: messages.MADE_BY, cell: (link) => <Maker link={link} /> },
    {
      title: ACTIONS,
      isTitleHidden: true,
      cell: (link) => <Revoke link={link} isOver={stateAt(link, minute) !== "ready"} />,
    },
  ];
}

function ForWhom({ link }: { link: MintedRow }) {
  return (
    <div>
      <strong>{link.email}</strong>
      <div className={styles.minor}>{[messages.opens(link.next), ...mailLabels(link)].join(" · ")}</div>
    </div>
  );
}

/** The time when a link expires or has expired; empty for a link that ended for another reason. */
function Expiry({ link: { state, expiresAt } }: { link: MintedRow }) {
  return state === "ready" || state === "expired" ? <When at={expiresAt} /> : NO_VALUE;
}

function Maker({ link: { mintedBy, createdAt } }: { link: MintedRow }) {
  return (
    <div>
      {actorLabel(mintedBy.kind, nameOf(mintedBy))}
      <div className={styles.minor}>
        <When at={createdAt} />
      </div>
    </div>
  );
}

function nameOf(actor: MintedRow["mintedBy"]): string {
  if (actor.kind === "user") return actor.email;
  return actor.kind === "apiKey" ? actor.name : "";
}

function Revoke({ link, isOver }: { link: MintedRow; isOver: boolean }) {
  const revoke = useCall(api.loginLinks.revoke);
  return (
    <RevokeButton
      messages={messages.revocation(link.email)}
      isOver={isOver}
      revoke={() => revoke({ linkId: link.id })}
    />
  );
}

function NoLinks() {
  return (
    <EmptyState
      className={styles.empty}
      icon={<KeyMark size={40} />}
      title={messages.NO_LINKS}
      description={messages.NO_LINKS_HINT}
    />
  );
}

function mailLabels({ mailedAt, notMailedBecause }: MintedRow): string[] {
  if (notMailedBecause !== null) return [messages.notMailed(notMailedBecause)];
  return mailedAt === null ? [] : [messages.MAILED];
}
