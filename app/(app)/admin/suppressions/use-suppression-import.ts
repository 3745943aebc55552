"use client";

import { useEffect, useState } from "react";
import { api } from "@/convex/_generated/api";
import type { ColumnMapping } from "@/lib/audience/columns";
import type { AudienceRow } from "@/lib/audience/rows";
import { useCall } from "../../use-call";
import type { ChunkReport, ImportState, ListImport } from "../_shared/import/list-import";
import { createListImport, useImportState } from "../_shared/import/use-list-import";

export type SuppressionImport = {
  list: ListImport;
  state: ImportState;
  note: string;
  setNote: (note: string) => void;
};

type Add = (args: { emails: string[]; note: string }) => Promise<{ added: number; rejected: string[] }>;

/** An import of addresses that are all suppressed for the same reason. */
export function useSuppressionImport(): SuppressionImport {
  const add = useCall(api.suppressions.add);
  const [note, setNote] = useState("");
  const [{ list, giveReason }] = useState(() => createImport(add));
  useEffect(() => () => list.reset(), [list]);
  const changeNote = (text: string) => {
    setNote(text);
    giveReason(text);
  };
  return { list, state: useImportState(list), note, setNote: changeNote };
}

/** The reason is typed after the list was read, so each chunk is sent with the current reason. */
function createImport(add: Add) {
  let reason = "";
  const list = createListImport({
    adapt: (guessed) => withAddresses(guessed, addressColumnOf(guessed)),
    upload: (rows) => upload(add, rows, reason),
  });
  return { list, giveReason: (text: string) => void (reason = text) };
}

/** The index of the column that holds addresses; -1 if there is none. */
export const addressColumnOf = ({ columns }: ColumnMapping): number =>
  columns.findIndex(({ as }) => as === "email");

/** The mapping that uses only the column `at`, as the addresses. */
export function withAddresses(mapping: ColumnMapping, at: number): ColumnMapping {
  return {
    ...mapping,
    columns: mapping.columns.map((_, index) => ({ as: index === at ? "email" : "ignored" })),
  };
}

async function upload(add: Add, rows: AudienceRow[], note: string): Promise<ChunkReport> {
  const report = await add({ emails: rows.map(({ email }) => email), note });
  const rejected = rows.filter(({ email }) => report.rejected.includes(email));
  return {
    added: report.added,
    rejected: rejected.map(({ line, email }) => ({ line, value: email, reason: "bad_address" })),
  };
}
