"use client";

import { EmptyState, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/people";
import type { Role } from "@/lib/server/session";
import { usePageClock } from "../../page-clock";
import { When } from "../../when";
import adminStyles from "../_shared/admin.module.css";
import { DotBadge } from "../_shared/dot-badge";
import { SearchField, useSearch } from "../_shared/search-field";
import { ShowMore } from "../_shared/show-more";
import { type FirstPage, usePages } from "../_shared/use-pages";
import styles from "../_shared/lists.module.css";
import { PersonLink } from "../_shared/person-link";
import { type Column, RecordTable } from "../_shared/record-table";
import { ChangeRole } from "./change-role";
import { RemovePerson } from "./remove-person";
import { labelOf, ROLES } from "./roles";
import type { PersonRow } from "./types";

const ANY = "";
const FILTERS = [
  { value: ANY, label: messages.EVERY_ROLE },
  ...ROLES.map(({ value, label }) => ({ value, label })),
];

/** All users, sorted by address. The list can be filtered by role and searched by name and address. */
export function PeopleList({ first }: { first: FirstPage<PersonRow> }) {
  const [role, setRole] = useState<Role | typeof ANY>(ANY);
  const search = useSearch();
  const pages = usePages(
    api.people.list,
    { search: search.settled, ...(role === ANY ? {} : { role }) },
    first,
    { mayOvergrow: true },
  );
  const rows = pages.rows ?? [];
  return (
    <>
      <div className={styles.filters}>
        <SearchField
          className={styles.search}
          search={search}
          label={messages.SEARCH}
          placeholder={messages.SEARCH_EXAMPLE}
        />
        <NativeSelect
          aria-label={messages.ROLE}
          data={FILTERS}
          value={role}
          onChange={({ currentTarget }) => setRole(currentTarget.value as Role | typeof ANY)}
        />
      </div>
      <div aria-busy={pages.isStale}>
        {rows.length === 0 ? (
          <Nobody hasMore={pages.hasMore} />
        ) : (
          <RecordTable label={messages.TITLE} columns={COLUMNS} rows={rows} />
        )}
      </div>
      <ShowMore pages={pages} />
    </>
  );
}

const COLUMNS: Column<PersonRow>[] = [
  { title: messages.PERSON, cell: (person) => <Who person={person} /> },
  { title: messages.ROLE, cell: ({ role }) => <DotBadge color={COLORS[role]}>{labelOf(role)}</DotBadge> },
  { title: messages.LAST_SEEN, cell: ({ lastSeenAt }) => <LastSeen at={lastSeenAt} /> },
  { title: messages.JOINED, cell: ({ joinedAt }) => <When at={joinedAt} /> },
  {
    title: messages.ACTIONS,
    isTitleHidden: true,
    cell: (person) => (
      <div className={styles.rowActions}>
        <ChangeRole person={person} />
        <RemovePerson person={person} />
      </div>
    ),
  },
];

/** Shows the name, with the address below; without a name, only the address. */
function Who({ person: { id, email, name, isYou, isNamedAdmin } }: { person: PersonRow }) {
  const notes = [name !== "" && email, isYou && messages.YOU, isNamedAdmin && messages.NAMED_ADMIN];
  const shown = notes.filter(Boolean);
  return (
    <div>
      <PersonLink id={id} email={email}>
        <strong>{name || email}</strong>
      </PersonLink>
      {shown.length === 0 ? null : <div className={adminStyles.minor}>{shown.join(" · ")}</div>}
    </div>
  );
}

const HOUR = 3_600_000;

/**
 * Shows when the user was last seen. The server records that only once an hour, so within the last hour the exact time
 * is unknown.
 */
function LastSeen({ at }: { at: number | null }) {
  const now = usePageClock();
  if (at === null) return <span className={adminStyles.minor}>{messages.NOT_SEEN}</span>;
  return now - at < HOUR ? <span>{messages.LAST_HOUR}</span> : <When at={at} />;
}

const COLORS: Record<Role, string> = {
  member: "var(--border-strong)",
  writer: "var(--muted)",
  marketer: "var(--good)",
  admin: "var(--accent)",
};

function Nobody({ hasMore }: { hasMore: boolean }) {
  if (hasMore) return <p className={adminStyles.minor}>{messages.MORE_FOLLOW}</p>;
  return (
    <EmptyState className={adminStyles.empty} title={messages.NOBODY} description={messages.NOBODY_HINT} />
  );
}
