import type { Edit } from "@/lib/markdown-edits/edit";

export type TextElement = HTMLInputElement | HTMLTextAreaElement;

/**
 * Changes the text of a field as if the user had typed, so that the browser can undo the change. `execCommand` is the
 * only way to do that. In a browser that refuses it, the text changes but the change cannot be undone.
 */
export function applyEdit(element: TextElement, edit: Edit): void {
  element.focus();
  element.setSelectionRange(edit.start, edit.end);
  const isTyped =
    edit.text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, edit.text);
  if (!isTyped) {
    element.setRangeText(edit.text, edit.start, edit.end);
    element.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  element.setSelectionRange(edit.selection.start, edit.selection.end);
}
