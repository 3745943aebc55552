import { type Editor, replacing } from "./edit";

const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i;
const ADDRESS_BEGINS = "https://";

/**
 * Turns the selection into a link. If an address is selected, it becomes the target, and the cursor moves to where the
 * text belongs. Otherwise the selection becomes the text, and a placeholder for the address is selected.
 */
export const link: Editor = (text, selection) => {
  const words = text.slice(selection.start, selection.end);
  if (ADDRESS.test(words)) return replacing(selection, `[](${words})`, 1);
  if (words === "") return replacing(selection, `[](${ADDRESS_BEGINS})`, 1);
  const from = words.length + 3;
  return replacing(selection, `[${words}](${ADDRESS_BEGINS})`, from, from + ADDRESS_BEGINS.length);
};

/** Inserts a block, such as a picture, as a separate paragraph after the selection. */
export function block(markdown: string): Editor {
  return (text, { end }) => {
    const before = text.slice(0, end);
    const after = text.slice(end);
    const gap = before.trim() === "" ? "" : "\n\n".slice(/\n{0,2}$/.exec(before)?.[0].length);
    const rest = "\n\n".slice(/^\n{0,2}/.exec(after)?.[0].length);
    return replacing({ start: end, end }, gap + markdown + rest);
  };
}

/** Replaces the selection with a variable, and selects its fallback, so that the user can type another one. */
export function variable(written: string): Editor {
  const bar = written.indexOf("|");
  return (_text, selection) =>
    bar === -1 ? replacing(selection, written) : replacing(selection, written, bar + 1, written.length - 2);
}
