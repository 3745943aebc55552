/** A part of a text, in UTF-16 code units. For a cursor without a selection, `start` equals `end`. */
export type Selection = { start: number; end: number };

/** A change of a text. `text` replaces the part from `start` to `end`, then `selection` is selected. */
export type Edit = Selection & { text: string; selection: Selection };

/** Computes the change for a text with a selection. */
export type Editor = (text: string, selection: Selection) => Edit;

export const applied = (text: string, edit: Edit): string =>
  text.slice(0, edit.start) + edit.text + text.slice(edit.end);

/**
 * Replaces the selection. `from` and `to` are positions in the replacement, between which the text is then selected.
 */
export const replacing = ({ start, end }: Selection, text: string, from = text.length, to = from): Edit => ({
  start,
  end,
  text,
  selection: { start: start + from, end: start + to },
});
