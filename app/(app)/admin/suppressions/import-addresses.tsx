"use client";

import { TextInput } from "@mantine/core";
import { useState } from "react";
import * as messages from "@/lib/messages/suppressions";
import { ImportSteps } from "../_shared/import/import-steps";
import { AddressColumn } from "./address-column";
import { IMPORT_MESSAGES } from "./import-messages";
import { useSuppressionImport } from "./use-suppression-import";

export function ImportAddresses({ onDone }: { onDone: () => void }) {
  const { list, state, note, setNote } = useSuppressionImport();
  const [isAsked, setIsAsked] = useState(false);

  function upload() {
    if (note.trim() === "") return setIsAsked(true);
    void list.upload();
  }

  return (
    <ImportSteps
      list={list}
      state={state}
      messages={IMPORT_MESSAGES}
      columns={state.kind === "read" ? <AddressColumn list={list} state={state} /> : null}
      fields={
        <TextInput
          label={messages.REASON}
          description={messages.IMPORT_REASON_HINT}
          placeholder={messages.IMPORT_REASON_EXAMPLE}
          autoComplete="off"
          maxLength={500}
          required
          value={note}
          error={isAsked && note.trim() === "" ? messages.ENTER_REASON : undefined}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
      }
      onUpload={upload}
      onEnd={onDone}
    />
  );
}
