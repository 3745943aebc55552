"use client";

import { TextInput, type TextInputProps } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import * as messages from "@/lib/messages/admin";

export type Search = {
  /** The text as it is typed. */
  typed: string;
  /** The text to search for: `typed`, once the user has paused typing. */
  settled: string;
  type: (text: string) => void;
};

export function useSearch(): Search {
  const [typed, type] = useState("");
  const [settled] = useDebouncedValue(typed, 200);
  return { typed, settled, type };
}

export type SearchFieldProps = Pick<TextInputProps, "className" | "maw" | "mb" | "placeholder"> & {
  search: Search;
  label?: string;
};

export function SearchField({ search, label = messages.SEARCH_BY_ADDRESS, ...look }: SearchFieldProps) {
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={messages.ADDRESS_BEGINS_WITH}
      value={search.typed}
      onChange={({ currentTarget }) => search.type(currentTarget.value)}
      {...look}
    />
  );
}
