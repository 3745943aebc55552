"use client";

import { EmptyState, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import type { Role } from "@/lib/server/session";
import { When } from "../../when";
import adminStyles from "../_shared/admin.module.css";
import { DotBadge } from "../_shared/dot-badge";
import { SearchField, useSearch } from "../_shared/search-field";
import { ShowMore } from "../_shared/show-more";
import { type FirstPage, usePages } from "../_shared/use-pages";
import styles from "../_shared/lists.module.css";
import { type Column, RecordTable } from "../_shared/record-table";
import { ChangeRole } from "./change-role";
import { RemovePerson } from "./remove-person";
import { labelOf, ROLES } from "./roles";
import type { PersonRow } from "./types";

const ANY = "";
const FILTERS = [{ value: ANY, label: "Every role" }, ...ROLES.map(({ value, label }) => ({ value, label }))];

/** Everybody by address, filtered by role and by the beginning of the address. */
export function PeopleList({ first }: { first: FirstPage<PersonRow> }) {
  const [role, setRole] = useState<Role | typeof ANY>(ANY);
  const search = useSearch();
  const pages = usePages(
    api.people.list,
    { search: search.settled, ...(role === ANY ? {} : { role }) },
    first,
  );
  const rows = pages.rows ?? [];
  return (
    <>
      <div className={styles.filters}>
        <SearchField className={styles.search} search={search} />
        <NativeSelect
          aria-label="Role"
          data={FILTERS}
          value={role}
          onChange={({ currentTarget }) => setRole(currentTarget.value as Role | typeof ANY)}
        />
      </div>
      <div aria-busy={pages.isStale}>
        {rows.length === 0 ? <Nobody /> : <RecordTable label="People" columns={COLUMNS} rows={rows} />}
      </div>
      <ShowMore pages={pages} />
    </>
  );
}

const COLUMNS: Column<PersonRow>[] = [
  { title: "Person", cell: (person) => <Who person={person} /> },
  { title: "Role", cell: ({ role }) => <DotBadge color={COLORS[role]}>{labelOf(role)}</DotBadge> },
  { title: "First seen", cell: ({ joinedAt }) => <When at={joinedAt} /> },
  {
    title: "Actions",
    isTitleHidden: true,
    cell: (person) => (
      <div className={styles.rowActions}>
        <ChangeRole person={person} />
        <RemovePerson person={person} />
      </div>
    ),
  },
];

function Who({ person: { email, isYou, isNamedAdmin } }: { person: PersonRow }) {
  const notes = [isYou && "you", isNamedAdmin && "named in ADMIN_EMAILS"].filter(Boolean);
  return (
    <div>
      <strong>{email}</strong>
      {notes.length === 0 ? null : <div className={adminStyles.minor}>{notes.join(" · ")}</div>}
    </div>
  );
}

const COLORS: Record<Role, string> = {
  member: "var(--border-strong)",
  marketer: "var(--good)",
  admin: "var(--accent)",
};

function Nobody() {
  return (
    <EmptyState
      className={adminStyles.empty}
      title="Nobody here"
      description="Nobody has this role and an address that begins like this. Colleagues you have invited are here once they have followed their link."
    />
  );
}
