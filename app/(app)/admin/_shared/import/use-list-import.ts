"use client";

import { useSyncExternalStore } from "react";
import { ListError, openAudience } from "@/lib/audience/client";
import { describeFailure } from "../../../describe-failure";
import { type ImportState, ListImport, type Transport } from "./list-import";

/** Creates an import whose list is read and checked in a worker. `section.upload` sends the rows to the server. */
export function createListImport(section: Omit<Transport, "open" | "describe">): ListImport {
  return new ListImport({ ...section, open: openAudience, describe });
}

const describe = (error: unknown) => (error instanceof ListError ? error.message : describeFailure(error));

export function useImportState(list: ListImport): ImportState {
  const read = () => list.state;
  return useSyncExternalStore(list.subscribe, read, read);
}
