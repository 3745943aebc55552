"use client";

import { type ClipboardEvent, type DragEvent, useRef, useState } from "react";
import type { Editor } from "@/lib/markdown-edits/edit";
import { block } from "@/lib/markdown-edits/insertions";

/**
 * The state of the picture dialog, and handlers for the text field: a picture that is pasted or dropped there opens the
 * dialog. The Markdown is inserted after the dialog has closed, because a closing dialog moves the focus.
 */
export function usePictures(insertInBody: (editor: Editor) => void) {
  const [opened, setOpened] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const waiting = useRef<string | null>(null);

  function open(given: File | null) {
    setFile(given);
    setOpened(true);
  }

  function take(event: ClipboardEvent | DragEvent, data: DataTransfer) {
    // Office programs also put a picture of the copied text on the clipboard. That picture is ignored.
    if (data.types.includes("text/plain")) return;
    const picture = [...data.files].find(({ type }) => type.startsWith("image/"));
    if (!picture) return;
    event.preventDefault();
    open(picture);
  }

  function insertWaiting() {
    const markdown = waiting.current;
    waiting.current = null;
    if (markdown !== null) insertInBody(block(markdown));
  }

  return {
    open: () => open(null),
    dialog: {
      opened,
      file,
      onClose: () => setOpened(false),
      onClosed: insertWaiting,
      onInsert: (markdown: string) => {
        waiting.current = markdown;
      },
    },
    fieldProps: {
      onPaste: (event: ClipboardEvent) => take(event, event.clipboardData),
      onDrop: (event: DragEvent) => take(event, event.dataTransfer),
    },
  };
}
