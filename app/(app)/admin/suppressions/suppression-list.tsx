"use client";

import { EmptyState } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import { ACTIONS, NO_MATCHES } from "@/lib/messages/admin";
import { REMOVE_SUPPRESSIONS, selectAddress } from "@/lib/messages/bulk";
import * as messages from "@/lib/messages/suppressions";
import { When } from "../../when";
import adminStyles from "../_shared/admin.module.css";
import { DotBadge } from "../_shared/dot-badge";
import { SearchField, useSearch } from "../_shared/search-field";
import { ShowMore } from "../_shared/show-more";
import { type FirstPage, usePages } from "../_shared/use-pages";
import styles from "../_shared/lists.module.css";
import { PersonLink } from "../_shared/person-link";
import { type Column, RecordTable } from "../_shared/record-table";
import { BulkActions } from "../_shared/bulk-action";
import { type Selection, useSelection } from "../_shared/use-selection";
import { useCall } from "../../use-call";
import { REASON_COLORS } from "./reason-colors";
import { RemoveSuppression } from "./remove-suppression";
import type { SuppressionRow } from "./types";

export function SuppressionList({ first }: { first: FirstPage<SuppressionRow> }) {
  const search = useSearch();
  const pages = usePages(api.suppressions.list, { search: search.settled }, first);
  const rows = pages.rows ?? [];
  const selection = useSelection<SuppressionRow["id"]>(rows);
  const remove = useCall(api.bulk.removeSuppressions);
  return (
    <>
      <div className={styles.filters}>
        <SearchField className={styles.search} search={search} />
      </div>
      <div aria-busy={pages.isStale}>
        <Rows rows={rows} selection={selection} isSearched={search.typed !== ""} />
      </div>
      <ShowMore pages={pages} />
      <BulkActions
        selection={selection}
        actions={[
          {
            texts: REMOVE_SUPPRESSIONS,
            ids: selection.ids,
            run: (suppressionIds) => remove({ suppressionIds }),
          },
        ]}
      />
    </>
  );
}

type RowsProps = {
  rows: readonly SuppressionRow[];
  selection: Selection<SuppressionRow["id"]>;
  isSearched: boolean;
};

function Rows({ rows, selection, isSearched }: RowsProps) {
  const selectable = { selection, labelOf: ({ email }: SuppressionRow) => selectAddress(email) };
  if (rows.length > 0)
    return <RecordTable label={messages.TITLE} columns={COLUMNS} rows={rows} selectable={selectable} />;
  return isSearched ? <NotThere /> : <NoneYet />;
}

const COLUMNS: Column<SuppressionRow>[] = [
  { title: messages.ADDRESS, cell: ({ id, email }) => <PersonLink id={id} email={email} /> },
  { title: messages.REASON, isPlain: true, cell: (suppression) => <Why suppression={suppression} /> },
  { title: messages.SINCE, cell: ({ createdAt }) => <When at={createdAt} /> },
  {
    title: ACTIONS,
    isTitleHidden: true,
    cell: (suppression) => <RemoveSuppression suppression={suppression} />,
  },
];

function Why({ suppression: { reason, note } }: { suppression: SuppressionRow }) {
  return (
    <div className={styles.named}>
      <DotBadge color={REASON_COLORS[reason]}>{messages.REASONS[reason]}</DotBadge>
      {note === null ? null : <span className={adminStyles.minor}>{note}</span>}
    </div>
  );
}

function NoneYet() {
  return (
    <EmptyState
      className={adminStyles.empty}
      title={messages.NONE_YET}
      description={messages.NONE_YET_HINT}
    />
  );
}

function NotThere() {
  return (
    <EmptyState className={adminStyles.empty} title={NO_MATCHES} description={messages.NO_MATCHES_HINT} />
  );
}
