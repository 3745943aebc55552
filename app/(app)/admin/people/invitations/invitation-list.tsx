"use client";

import { EmptyState, NativeSelect } from "@mantine/core";
import Link from "next/link";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/invitations";
import { usePageClock } from "../../../page-clock";
import { When } from "../../../when";
import adminStyles from "../../_shared/admin.module.css";
import { DotBadge } from "../../_shared/dot-badge";
import styles from "../../_shared/lists.module.css";
import { type Column, RecordTable } from "../../_shared/record-table";
import { SearchField, useSearch } from "../../_shared/search-field";
import { ShowMore } from "../../_shared/show-more";
import { type FirstPage, usePages } from "../../_shared/use-pages";
import { labelOf } from "../roles";
import { Resend } from "./resend";
import { asRow, type Invitation, type InvitationRow } from "./types";
import { RevokeInvitation } from "./revoke";

type Source = keyof typeof messages.SOURCES;

const SOURCES = (["colleague", "campaign"] as const).map((value) => ({
  value,
  label: messages.SOURCES[value],
}));

/** The invitations, live: the list changes when an invitation is accepted, revoked or sent again elsewhere. */
export function InvitationList({ first }: { first: FirstPage<Invitation> }) {
  const [source, setSource] = useState<Source>("colleague");
  const search = useSearch();
  const args = { source, search: search.settled };
  const pages = usePages(api.invitations.list, args, first, { mayOvergrow: true });
  const rows = (pages.rows ?? []).map(asRow);
  return (
    <>
      <div className={styles.filters}>
        <SearchField className={styles.search} search={search} />
        <NativeSelect
          label={messages.SENT_BY}
          data={SOURCES}
          value={source}
          onChange={({ currentTarget }) => setSource(currentTarget.value as Source)}
        />
      </div>
      <div tabIndex={-1} role="group" aria-label={messages.TITLE} aria-busy={pages.isStale}>
        {rows.length === 0 ? (
          <Nothing source={source} isSearched={search.typed !== ""} hasMore={pages.hasMore} />
        ) : (
          <RecordTable label={messages.TITLE} columns={columnsOf(source)} rows={rows} />
        )}
      </div>
      <ShowMore pages={pages} />
    </>
  );
}

function columnsOf(source: Source): Column<InvitationRow>[] {
  return [
    { title: messages.INVITED, cell: (row) => <Who row={row} /> },
    source === "campaign"
      ? { title: messages.SOURCES.campaign, cell: (row) => <Campaign row={row} /> }
      : { title: messages.ROLE, cell: ({ role }) => labelOf(role) },
    { title: messages.STATE, isPlain: true, cell: (row) => <State row={row} /> },
    { title: messages.EXPIRES, cell: ({ expiresAt }) => <When at={expiresAt} /> },
    {
      title: messages.ACTIONS,
      isTitleHidden: true,
      cell: (row) => (
        <div className={styles.rowActions}>
          <Resend row={row} />
          <RevokeInvitation row={row} />
        </div>
      ),
    },
  ];
}

function Who({ row: { email, name, campaign, invitedBy } }: { row: InvitationRow }) {
  const notes = [name && email, campaign === null && `${messages.BY} ${invitedBy || messages.PROGRAM}`];
  const shown = notes.filter(Boolean);
  return (
    <div>
      <strong>{name || email}</strong>
      {shown.length === 0 ? null : <div className={adminStyles.minor}>{shown.join(" · ")}</div>}
    </div>
  );
}

function Campaign({ row: { campaign } }: { row: InvitationRow }) {
  if (!campaign) return null;
  return <Link href={`/admin/campaigns/${campaign.id}`}>{campaign.name || campaign.id}</Link>;
}

const COLORS: Record<keyof typeof messages.STATES, string> = {
  sending: "var(--accent)",
  sent: "var(--good)",
  failed: "var(--danger)",
  expired: "var(--border-strong)",
};

function State({ row: { mail, invitedAt, expiresAt } }: { row: InvitationRow }) {
  const now = usePageClock();
  const state = mail === "sent" && now >= expiresAt ? "expired" : mail;
  return (
    <div className={styles.named}>
      <DotBadge color={COLORS[state]}>{messages.STATES[state]}</DotBadge>
      <span className={adminStyles.minor}>
        <When at={invitedAt} />
      </span>
    </div>
  );
}

function Nothing({ source, isSearched, hasMore }: { source: Source; isSearched: boolean; hasMore: boolean }) {
  if (hasMore) return <p className={adminStyles.minor}>{messages.MORE_FOLLOW}</p>;
  const [title, description] = isSearched
    ? [messages.NO_MATCHES, messages.NO_MATCHES_HINT]
    : [messages.NONE, messages.NONE_HINT[source]];
  return <EmptyState className={adminStyles.empty} title={title} description={description} />;
}
