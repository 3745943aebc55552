/** A part of a text, in UTF-16 code units. Both ends are the same for a cursor. */
export type Selection = { start: number; end: number };

/** One change of a text: `text` replaces the part from `start` to `end`, and then `selection` is selected. */
export type Edit = Selection & { text: string; selection: Selection };

/** Makes an edit for a text with a selection. */
export type Editor = (text: string, selection: Selection) => Edit;

export const applied = (text: string, edit: Edit): string =>
  text.slice(0, edit.start) + edit.text + text.slice(edit.end);

/** Replaces the selection. `from` and `to` are the new selection's ends inside the replacement. */
export const replacing = ({ start, end }: Selection, text: string, from = text.length, to = from): Edit => ({
  start,
  end,
  text,
  selection: { start: start + from, end: start + to },
});
