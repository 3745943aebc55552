"use client";

import { EmptyState } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { NO_MATCHES } from "@/lib/messages/admin";
import { NO_MATCHES_HINT } from "@/lib/messages/audit";
import adminStyles from "../_shared/admin.module.css";
import { ShowMore } from "../_shared/show-more";
import { type FirstPage, usePages } from "../_shared/use-pages";
import { useReadOn } from "../_shared/use-read-on";
import { AuditFilters } from "./audit-filters";
import { AuditTable } from "./audit-table";
import { type Filters, NO_FILTERS, toArgs } from "./filters";
import type { AuditRow } from "./types";

/** The audit log, live, with the newest events first. */
export function AuditList({ first }: { first: FirstPage<AuditRow> }) {
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const [asked] = useDebouncedValue(filters, 300);
  const args = toArgs(asked);
  // For a search by a part of a name, the server returns pages of hundreds of rows.
  const mayOvergrow = args.actor !== undefined || args.subject !== undefined;
  const pages = usePages(api.audit.list, args, first, { mayOvergrow });
  useReadOn(pages);
  const rows = pages.rows ?? [];
  return (
    <>
      <AuditFilters filters={filters} args={toArgs(filters)} onChange={setFilters} />
      <div aria-busy={pages.isStale}>
        {rows.length > 0 ? (
          <AuditTable rows={rows} onNarrow={(narrower) => setFilters({ ...filters, ...narrower })} />
        ) : pages.hasMore ? null : (
          <NothingFound />
        )}
      </div>
      <ShowMore pages={pages} />
    </>
  );
}

function NothingFound() {
  return <EmptyState className={adminStyles.empty} title={NO_MATCHES} description={NO_MATCHES_HINT} />;
}
