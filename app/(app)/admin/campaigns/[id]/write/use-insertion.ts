"use client";

import { useRef } from "react";
import type { Editor } from "@/lib/markdown-edits/edit";
import type { DraftHandle } from "../use-draft";
import { applyEdit, type TextElement } from "./apply-edit";

type TextField = "subject" | "preheader" | "body" | "buttonLabel";

/**
 * Edits text at the selection. `edit` changes the body. `insert` changes the field in which the user last typed or
 * clicked; at first, this is the body.
 */
export function useInsertion({ values, change, flush }: DraftHandle) {
  const elements = useRef<Partial<Record<TextField, TextElement | null>>>({});
  const last = useRef<TextField>("body");

  function run(field: TextField, editor: Editor) {
    const element = elements.current[field];
    if (!element) return;
    const selection = { start: element.selectionStart ?? 0, end: element.selectionEnd ?? 0 };
    applyEdit(element, editor(element.value, selection));
  }

  const edit = (editor: Editor) => run("body", editor);
  /** Waits until the menu or dialog has closed, because closing it moves the focus back to its button. */
  const insert = (editor: Editor) => void setTimeout(() => run(last.current, editor));
  const insertInBody = (editor: Editor) => void setTimeout(() => run("body", editor));

  /**
   * The props of a text input, which connect it to this hook. Typing or clicking in a field selects it for insertions.
   * Focus alone does not, because keyboard users pass other fields on the way to the menu.
   */
  function inputProps(field: TextField) {
    const mark = () => {
      last.current = field;
    };
    return {
      ref: (element: TextElement | null) => {
        elements.current[field] = element;
      },
      value: values[field],
      onChange: ({ currentTarget }: { currentTarget: TextElement }) => {
        mark();
        change({ [field]: currentTarget.value });
      },
      onClick: mark,
      onKeyDown: ({ key }: { key: string }) => {
        if (key !== "Tab" && key !== "Shift") mark();
      },
      onBlur: () => void flush(),
    };
  }

  return { edit, insert, insertInBody, inputProps };
}

export type TextFieldProps = ReturnType<ReturnType<typeof useInsertion>["inputProps"]>;
