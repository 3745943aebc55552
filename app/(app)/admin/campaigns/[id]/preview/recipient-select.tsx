"use client";

import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/campaign-preview";
import type { CampaignId, RecipientId } from "../../types";
import { usePages } from "../../../_shared/use-pages";

/** The recipient whose mail is shown; null for the first one. */
export type ShownRecipient = { id: RecipientId; email: string } | null;

export type RecipientSelectProps = {
  campaignId: CampaignId;
  hasRecipients: boolean;
  recipient: ShownRecipient;
  onChange: (recipient: ShownRecipient) => void;
};

/** A field to choose a recipient, with a search by the beginning of the address. */
export function RecipientSelect({ campaignId, hasRecipients, recipient, onChange }: RecipientSelectProps) {
  const [search, setSearch] = useState(recipient?.email ?? "");
  // After a choice, Select puts the chosen address into the search field. That text is not a search.
  const isSearching = search !== (recipient?.email ?? "");
  const [asked] = useDebouncedValue(isSearching ? search : "", 200);
  const { rows } = usePages(api.recipients.list, hasRecipients ? { campaignId, search: asked } : "skip");
  const found = (rows ?? []).map(({ id, email }) => ({ value: id, label: email }));
  const isListed = isSearching || recipient === null || found.some(({ value }) => value === recipient.id);
  return (
    <Select
      label={messages.PREVIEW_AS}
      placeholder={hasRecipients ? messages.FIRST_RECIPIENT : messages.EXAMPLE_RECIPIENT}
      disabled={!hasRecipients}
      data={isListed ? found : [{ value: recipient.id, label: recipient.email }, ...found]}
      value={recipient?.id ?? null}
      onChange={(id, option) => onChange(id === null || option === null ? null : { id, email: option.label })}
      searchable
      clearable
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      nothingFoundMessage={messages.NO_MATCHES}
      maxDropdownHeight={260}
    />
  );
}
