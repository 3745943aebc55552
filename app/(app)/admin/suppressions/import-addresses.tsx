"use client";

import { TextInput } from "@mantine/core";
import { useState } from "react";
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
          label="Reason"
          description="It applies to all of these addresses. Only you and your colleagues see it."
          placeholder="Unsubscribed in the tool we used before"
          autoComplete="off"
          maxLength={500}
          required
          value={note}
          error={isAsked && note.trim() === "" ? "Say why, so that others know later." : undefined}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
      }
      onUpload={upload}
      onEnd={onDone}
    />
  );
}
