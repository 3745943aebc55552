"use client";

import { useRef } from "react";
import type { DraftHandle } from "../use-draft";
import { type FieldChoice, insertSnippet, snippetFor } from "./insert-field";

type TextField = "subject" | "preheader" | "body" | "buttonLabel";
type TextElement = HTMLInputElement | HTMLTextAreaElement;

/** Inserts variables into the field in which the user typed or clicked last; at first, into the body. */
export function useInsertion({ values, change, flush }: DraftHandle) {
  const elements = useRef<Partial<Record<TextField, TextElement | null>>>({});
  const last = useRef<TextField>("body");

  function insert(choice: FieldChoice) {
    const field = last.current;
    const element = elements.current[field];
    if (!element) return;
    const at = { start: element.selectionStart ?? 0, end: element.selectionEnd ?? 0 };
    const { text, selection } = insertSnippet(values[field], at, snippetFor(choice));
    change({ [field]: text });
    // Waits until the new text is rendered and the menu has closed.
    setTimeout(() => {
      element.focus();
      element.setSelectionRange(selection.start, selection.end);
    });
  }

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

  return { insert, inputProps };
}
