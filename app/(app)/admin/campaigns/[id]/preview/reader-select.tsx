"use client";

import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import type { CampaignId, RecipientId } from "../../types";
import { usePages } from "../../../_shared/use-pages";

/** The recipient whose mail is shown; null for the first one. */
export type Reader = { id: RecipientId; email: string } | null;

export type ReaderSelectProps = {
  campaignId: CampaignId;
  hasRecipients: boolean;
  reader: Reader;
  onChange: (reader: Reader) => void;
};

/** Any recipient, found by the beginning of their address. */
export function ReaderSelect({ campaignId, hasRecipients, reader, onChange }: ReaderSelectProps) {
  const [search, setSearch] = useState(reader?.email ?? "");
  // Select sets the search to the chosen address, which is not a search.
  const isSearching = search !== (reader?.email ?? "");
  const [asked] = useDebouncedValue(isSearching ? search : "", 200);
  const { rows } = usePages(api.recipients.list, { campaignId, search: asked });
  const found = (rows ?? []).map(({ id, email }) => ({ value: id, label: email }));
  const isListed = isSearching || reader === null || found.some(({ value }) => value === reader.id);
  return (
    <Select
      label="Preview as"
      placeholder={hasRecipients ? "The first recipient" : "An example, until there are recipients"}
      disabled={!hasRecipients}
      data={isListed ? found : [{ value: reader.id, label: reader.email }, ...found]}
      value={reader?.id ?? null}
      onChange={(id, option) => onChange(id === null || option === null ? null : { id, email: option.label })}
      searchable
      clearable
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      nothingFoundMessage="No matching recipients"
      maxDropdownHeight={260}
    />
  );
}
