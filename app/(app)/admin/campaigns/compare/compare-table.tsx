"use client";

import { Checkbox, EmptyState, Text, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/campaign-compare";
import { UNTITLED } from "@/lib/messages/campaigns";
import adminStyles from "../../_shared/admin.module.css";
import { ShowMore } from "../../_shared/show-more";
import { type FirstPage, usePages } from "../../_shared/use-pages";
import { CampaignCells } from "./campaign-cells";
import styles from "./compare.module.css";
import { type ComparedCampaign, NEWEST_FIRST, nextSorting, sorted, type SortKey } from "./sorting";

const HEADINGS: [key: SortKey, label: string][] = [
  ["name", messages.CAMPAIGN],
  ["launched", messages.LAUNCHED],
  ...(Object.entries(messages.COLUMNS) as [keyof typeof messages.COLUMNS, string][]),
];

/** All launched campaigns with their rates, live. A marketer can sort the table, or show only chosen campaigns. */
export function CompareTable({ first }: { first: FirstPage<ComparedCampaign> }) {
  const pages = usePages(api.results.campaigns, {}, first);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isOnlyChosen, setOnlyChosen] = useState(false);
  const all = pages.rows ?? [];
  const rows = isOnlyChosen && chosen.size > 0 ? all.filter(({ id }) => chosen.has(id)) : all;
  if (all.length === 0)
    return (
      <EmptyState className={adminStyles.empty} title={messages.NONE} description={messages.NONE_HINT} />
    );

  function toggle(id: string) {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }

  return (
    <>
      <Checkbox
        mb="md"
        label={messages.onlyChosen(chosen.size)}
        checked={isOnlyChosen}
        disabled={chosen.size === 0}
        onChange={({ currentTarget }) => setOnlyChosen(currentTarget.checked)}
      />
      <Sheet rows={rows} chosen={chosen} onToggle={toggle} />
      <Text size="sm" c="dimmed" mt="sm">
        {messages.RATES_HINT} {pages.hasMore ? messages.sortedAmong(all.length) : null}
      </Text>
      <ShowMore pages={pages} />
    </>
  );
}

type SheetProps = {
  rows: readonly ComparedCampaign[];
  chosen: ReadonlySet<string>;
  onToggle: (id: string) => void;
};

function Sheet({ rows, chosen, onToggle }: SheetProps) {
  const [sorting, setSorting] = useState(NEWEST_FIRST);
  return (
    // People who use a keyboard can scroll the wide table only if its frame can get the focus.
    <div className={styles.frame} role="region" aria-label={messages.TABLE} tabIndex={0}>
      <table className={styles.table} aria-label={messages.TABLE}>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>{messages.CHOOSE}</VisuallyHidden>
            </th>
            {HEADINGS.map(([key, label]) => (
              <th key={key} scope="col" aria-sort={sortOf(sorting, key)}>
                <button type="button" onClick={() => setSorting(nextSorting(sorting, key))}>
                  {label}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted(rows, sorting).map((campaign) => (
            <tr key={campaign.id}>
              <td>
                <Checkbox
                  aria-label={messages.choose(campaign.name.trim() || UNTITLED)}
                  checked={chosen.has(campaign.id)}
                  onChange={() => onToggle(campaign.id)}
                />
              </td>
              <CampaignCells campaign={campaign} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sortOf(sorting: { by: SortKey; isDescending: boolean }, key: SortKey) {
  if (sorting.by !== key) return undefined;
  return sorting.isDescending ? "descending" : "ascending";
}
