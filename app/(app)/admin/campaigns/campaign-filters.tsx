"use client";

import { Checkbox, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { CAMPAIGN_SORTS, type CampaignSort } from "@/lib/campaign-list";
import * as messages from "@/lib/messages/campaign-list";
import { ANY_STATUS, STATUS } from "@/lib/messages/campaigns";
import lists from "../_shared/lists.module.css";
import { type Search, SearchField, useSearch } from "../_shared/search-field";
import styles from "./campaigns.module.css";
import { CAMPAIGN_STATUSES } from "./status-badge";
import type { CampaignStatus } from "./types";

const ANY = "";
const SORTS = CAMPAIGN_SORTS.map((value) => ({ value, label: messages.ORDERS[value] }));

type Chosen = {
  status: CampaignStatus | typeof ANY;
  label: string;
  sort: CampaignSort;
  isArchived: boolean;
};

export type Filters = Chosen & {
  search: Search;
  choose: (some: Partial<Chosen>) => void;
  /** Whether something other than the order is chosen, so that campaigns may be missing from the list. */
  isNarrowed: boolean;
};

export function useFilters(): Filters {
  const search = useSearch();
  const [chosen, setChosen] = useState<Chosen>({
    status: ANY,
    label: ANY,
    sort: "newest",
    isArchived: false,
  });
  const isNarrowed = search.settled.trim() !== "" || chosen.status !== ANY || chosen.label !== ANY;
  return { ...chosen, search, isNarrowed, choose: (some) => setChosen({ ...chosen, ...some }) };
}

/** The arguments of the list's query. */
export function argumentsOf({ search, status, label, sort, isArchived }: Filters) {
  return {
    search: search.settled,
    sort,
    isArchived,
    ...(status === ANY ? {} : { status }),
    ...(label === ANY ? {} : { label }),
  };
}

export function CampaignFilters({ filters, labels }: { filters: Filters; labels: readonly string[] }) {
  const { search, status, label, sort, isArchived, choose } = filters;
  return (
    <div className={lists.filters}>
      <SearchField
        className={lists.search}
        search={search}
        label={messages.SEARCH}
        placeholder={messages.SEARCH_EXAMPLE}
      />
      <NativeSelect
        aria-label={STATUS}
        value={status}
        onChange={({ currentTarget }) => choose({ status: currentTarget.value as Chosen["status"] })}
        data={[{ value: ANY, label: ANY_STATUS }, ...CAMPAIGN_STATUSES]}
      />
      {labels.length === 0 ? null : (
        <NativeSelect
          aria-label={messages.LABEL}
          value={label}
          onChange={({ currentTarget }) => choose({ label: currentTarget.value })}
          data={[{ value: ANY, label: messages.ANY_LABEL }, ...labels]}
        />
      )}
      <NativeSelect
        aria-label={messages.ORDER}
        value={sort}
        onChange={({ currentTarget }) => choose({ sort: currentTarget.value as CampaignSort })}
        data={SORTS}
      />
      <Checkbox
        className={styles.archived}
        label={messages.ARCHIVED_ONLY}
        checked={isArchived}
        onChange={({ currentTarget }) => choose({ isArchived: currentTarget.checked })}
      />
    </div>
  );
}
