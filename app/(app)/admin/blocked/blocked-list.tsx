"use client";

import { EmptyState } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/blocked-addresses";
import { When } from "../../when";
import adminStyles from "../_shared/admin.module.css";
import { DotBadge } from "../_shared/dot-badge";
import styles from "../_shared/lists.module.css";
import { PersonLink } from "../_shared/person-link";
import { type Column, RecordTable } from "../_shared/record-table";
import { SearchField, useSearch } from "../_shared/search-field";
import { ShowMore } from "../_shared/show-more";
import { type FirstPage, usePages } from "../_shared/use-pages";
import type { BlockedRow } from "./types";
import { Unblock } from "./unblock";

/** The blocked addresses, live: an address appears when it is blocked, and disappears when somebody unblocks it. */
export function BlockedList({ first }: { first: FirstPage<BlockedRow> }) {
  const search = useSearch();
  const pages = usePages(api.blockedAddresses.list, { search: search.settled }, first);
  const rows = pages.rows ?? [];
  return (
    <>
      <div className={styles.filters}>
        <SearchField className={styles.search} search={search} />
      </div>
      <div aria-busy={pages.isStale}>
        {rows.length > 0 ? (
          <RecordTable label={messages.TITLE} columns={COLUMNS} rows={rows} />
        ) : (
          <Nothing isSearched={search.typed !== ""} />
        )}
      </div>
      <ShowMore pages={pages} />
    </>
  );
}

const COLUMNS: Column<BlockedRow>[] = [
  { title: messages.ADDRESS, cell: ({ id, email }) => <PersonLink id={id} email={email} /> },
  { title: messages.WHY, isPlain: true, cell: (row) => <Why row={row} /> },
  { title: messages.SINCE, cell: ({ at }) => <When at={at} /> },
  { title: messages.ACTIONS, isTitleHidden: true, cell: (row) => <Unblock row={row} /> },
];

function Why({ row: { reason, details } }: { row: BlockedRow }) {
  const color = reason === "manual" ? "var(--border-strong)" : "var(--danger)";
  return (
    <div className={styles.named}>
      <DotBadge color={color}>{messages.REASONS[reason]}</DotBadge>
      {details === null ? null : <span className={adminStyles.minor}>{details}</span>}
    </div>
  );
}

function Nothing({ isSearched }: { isSearched: boolean }) {
  return isSearched ? (
    <EmptyState
      className={adminStyles.empty}
      title={messages.NO_MATCHES_TITLE}
      description={messages.NO_MATCHES}
    />
  ) : (
    <EmptyState className={adminStyles.empty} title={messages.NONE_TITLE} description={messages.NONE} />
  );
}
