"use client";

import { Button, Textarea } from "@mantine/core";
import { type ClipboardEvent, useState } from "react";
import { CHECK_PASTED } from "@/lib/messages/list-import";

/**
 * In characters. Nobody corrects a longer list by hand, and a text field with a hundred thousand lines would block the
 * page.
 */
const MOST_SHOWN = 50_000;

export type PasteFieldProps = {
  label: string;
  description: string;
  placeholder?: string;
  isReading: boolean;
  onSource: (text: string) => void;
};

/**
 * A field for a pasted list. The user can review and correct a short list first. A list longer than MOST_SHOWN is read
 * as soon as it is pasted.
 */
export function PasteField({ label, description, placeholder, isReading, onSource }: PasteFieldProps) {
  const [pasted, setPasted] = useState("");

  function paste(event: ClipboardEvent) {
    const text = event.clipboardData.getData("text");
    if (pasted.length + text.length <= MOST_SHOWN) return;
    event.preventDefault();
    onSource(pasted === "" ? text : `${pasted}\n${text}`);
  }

  return (
    <>
      <Textarea
        label={label}
        description={description}
        placeholder={placeholder}
        autosize
        minRows={3}
        maxRows={12}
        spellCheck={false}
        value={pasted}
        onPaste={paste}
        onChange={({ currentTarget }) => setPasted(currentTarget.value)}
      />
      <Button
        variant="default"
        w="fit-content"
        disabled={pasted.trim() === ""}
        loading={isReading}
        onClick={() => onSource(pasted)}
      >
        {CHECK_PASTED}
      </Button>
    </>
  );
}
