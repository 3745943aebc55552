"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { api } from "@/convex/_generated/api";
import { openAudience } from "@/lib/audience/client";
import type { ColumnMapping } from "@/lib/audience/columns";
import type { AudienceRow } from "@/lib/audience/rows";
import { useCall } from "../../use-call";
import { AudienceImport, type ChunkReport, type ImportState } from "../_shared/import/audience-import";
import { describeImportFailure } from "../_shared/failure";

export type SuppressionImport = {
  list: AudienceImport;
  state: ImportState;
  note: string;
  setNote: (note: string) => void;
  read: (source: Blob | string) => Promise<void>;
};

type Add = (args: { emails: string[]; note: string }) => Promise<{ added: number; invalid: string[] }>;

/** A list on its way into the suppressions: read and checked as an audience is, each address with the same reason. */
export function useSuppressionImport(): SuppressionImport {
  const add = useCall(api.suppressions.add);
  const [note, setNote] = useState("");
  const [{ list, giveReason }] = useState(() => createImport(add));
  const state = useSyncExternalStore(
    list.subscribe,
    () => list.state,
    () => list.state,
  );
  useEffect(() => () => list.reset(), [list]);
  const changeNote = (text: string) => {
    setNote(text);
    giveReason(text);
  };
  return { list, state, note, setNote: changeNote, read: (source) => readAddresses(list, source) };
}

/** The reason may still change when the list has been read: each chunk takes the one that is there by then. */
function createImport(add: Add) {
  let reason = "";
  const list = new AudienceImport({
    open: openAudience,
    upload: (rows) => upload(add, rows, reason),
    describe: describeImportFailure,
  });
  return { list, giveReason: (text: string) => void (reason = text) };
}

async function readAddresses(list: AudienceImport, source: Blob | string): Promise<void> {
  await list.read(source);
  if (list.state.kind !== "read") return;
  const { mapping } = list.state;
  await list.map(
    withAddresses(
      mapping,
      mapping.columns.findIndex(({ as }) => as === "email"),
    ),
  );
}

/** Nothing but the address is taken of a row. */
export function withAddresses(mapping: ColumnMapping, at: number): ColumnMapping {
  return {
    ...mapping,
    columns: mapping.columns.map((_, index) => ({ as: index === at ? "email" : "ignored" })),
  };
}

async function upload(add: Add, rows: AudienceRow[], note: string): Promise<ChunkReport> {
  const { added, invalid } = await add({ emails: rows.map(({ email }) => email), note });
  const refused = new Set(invalid);
  const leftOut = rows.filter(({ email }) => refused.has(email));
  return {
    added,
    leftOut: leftOut.map(({ line, email }) => ({ line, value: email, reason: "bad_address" })),
  };
}
