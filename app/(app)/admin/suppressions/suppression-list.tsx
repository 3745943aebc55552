"use client";

import { Badge, EmptyState, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import type { FunctionReturnType } from "convex/server";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { When } from "../../when";
import adminStyles from "../admin.module.css";
import { ShowMore } from "../_shared/show-more";
import { type FirstPage, usePages } from "../_shared/use-pages";
import styles from "../lists.module.css";
import { type Column, RecordTable } from "../_shared/record-table";
import { REASONS } from "./reasons";
import { RemoveSuppression } from "./remove-suppression";

export type SuppressionRow = FunctionReturnType<typeof api.suppressions.list>["page"][number];

export function SuppressionList({ first }: { first: FirstPage<SuppressionRow> }) {
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search, 200);
  const pages = usePages(api.suppressions.list, { search: asked }, first);
  const rows = pages.rows ?? [];
  return (
    <>
      <div className={styles.filters}>
        <TextInput
          className={styles.search}
          type="search"
          aria-label="Search by address"
          placeholder="Address begins with…"
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      </div>
      <div aria-busy={pages.isStale}>
        <Rows rows={rows} isSearched={search !== ""} />
      </div>
      <ShowMore pages={pages} />
    </>
  );
}

type RowsProps = { rows: readonly SuppressionRow[]; isSearched: boolean };

function Rows({ rows, isSearched }: RowsProps) {
  if (rows.length > 0) return <RecordTable label="Suppressions" columns={COLUMNS} rows={rows} />;
  return isSearched ? <NotThere /> : <NoneYet />;
}

const COLUMNS: Column<SuppressionRow>[] = [
  { title: "Address", cell: ({ email }) => <strong>{email}</strong> },
  { title: "Why", cell: (suppression) => <Why suppression={suppression} /> },
  { title: "Since", cell: ({ createdAt }) => <When at={createdAt} /> },
  {
    title: "Actions",
    isTitleHidden: true,
    cell: (suppression) => <RemoveSuppression suppression={suppression} />,
  },
];

function Why({ suppression: { reason, note } }: { suppression: SuppressionRow }) {
  const { label, color } = REASONS[reason];
  return (
    <div>
      <Badge variant="dot" color={color} tt="none" size="lg" fw={500}>
        {label}
      </Badge>
      {note === null ? null : <div className={adminStyles.minor}>{note}</div>}
    </div>
  );
}

function NoneYet() {
  return (
    <EmptyState
      className={adminStyles.empty}
      title="Nobody is suppressed"
      description="Whoever unsubscribes, complains or has a mailbox that is not there is put here by itself. You can add others, or bring a list from another tool."
    />
  );
}

function NotThere() {
  return (
    <EmptyState
      className={adminStyles.empty}
      title="None of these"
      description="No suppressed address begins like this."
    />
  );
}
