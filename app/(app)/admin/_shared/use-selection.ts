"use client";

import { useState } from "react";

export type Selection<Id extends string> = {
  /** The selected rows that the list still shows, in the list's order. */
  ids: Id[];
  isAll: boolean;
  toggle: (id: Id) => void;
  /** Selects every row that the list shows, or none. */
  toggleAll: () => void;
  clear: () => void;
};

/** Selected rows of a list. A row that leaves the list, for example after a filter, is no longer selected. */
export function useSelection<Id extends string>(shown: readonly { id: Id }[]): Selection<Id> {
  const [chosen, setChosen] = useState<ReadonlySet<Id>>(new Set());
  const ids = shown.map(({ id }) => id).filter((id) => chosen.has(id));
  const isAll = ids.length > 0 && ids.length === shown.length;
  return {
    ids,
    isAll,
    toggle: (id) => setChosen(new Set(chosen.has(id) ? ids.filter((one) => one !== id) : [...ids, id])),
    toggleAll: () => setChosen(new Set(isAll ? [] : shown.map(({ id }) => id))),
    clear: () => setChosen(new Set()),
  };
}
