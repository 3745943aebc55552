"use client";

import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import type { CampaignId, RecipientId } from "../../types";
import { usePages } from "../../../_shared/use-pages";

export type ReaderSelectProps = {
  campaignId: CampaignId;
  value: RecipientId | null;
  onChange: (recipientId: RecipientId | null) => void;
};

/** Any recipient, found by how their address begins. */
export function ReaderSelect({ campaignId, value, onChange }: ReaderSelectProps) {
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const [search, setSearch] = useState("");
  // Select sets the search to the label of what was chosen: that is no search.
  const [asked] = useDebouncedValue(search === chosen?.label ? "" : search, 200);
  const { rows } = usePages(api.recipients.list, { campaignId, search: asked });
  const found = (rows ?? []).map(({ id, email }) => ({ value: id as string, label: email }));
  const isListed = chosen === null || found.some((option) => option.value === chosen.value);
  return (
    <Select
      label="Preview as"
      placeholder="The first recipient"
      data={isListed ? found : [chosen, ...found]}
      value={value}
      onChange={(id, option) => {
        setChosen(id === null ? null : option);
        onChange(id as RecipientId | null);
      }}
      searchable
      clearable
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      nothingFoundMessage="Nobody by that address"
      maxDropdownHeight={260}
    />
  );
}
