import { type Edit, type Editor, replacing, type Selection } from "./edit";

/** Turns the selected lines into list items, or list items into plain lines. */
export const list: Editor = (text, selection) => toggled(text, selection, "- ", /^[-+*][ \t]+/);

/** Turns the selected lines into headings, or headings into plain lines. */
export const heading: Editor = (text, selection) => toggled(text, selection, "## ", /^#{1,6}[ \t]+/);

function toggled(text: string, selection: Selection, mark: string, marked: RegExp): Edit {
  const lines = wholeLines(text, selection);
  const written = text.slice(lines.start, lines.end).split("\n");
  const isBlank = (line: string) => line.trim() === "" && written.length > 1;
  const isOff = written.every((line) => isBlank(line) || marked.test(line));
  const changed = written.map((line) =>
    isBlank(line) ? line : isOff ? line.replace(marked, "") : mark + plain(line),
  );
  const after = changed.join("\n");
  if (selection.start !== selection.end) return replacing(lines, after, 0, after.length);
  const cursor = Math.max(0, selection.start - lines.start + after.length - (lines.end - lines.start));
  return replacing(lines, after, cursor);
}

/** Removes the mark of another kind of block from the line. */
const plain = (line: string) => line.replace(/^(?:#{1,6}|[-+*])[ \t]+/, "");

/** Extends the selection to whole lines. If it ends right after a line break, the next line is not included. */
function wholeLines(text: string, { start, end }: Selection): Selection {
  const last = end > start && text[end - 1] === "\n" ? end - 1 : end;
  const lineEnd = text.indexOf("\n", last);
  return { start: text.lastIndexOf("\n", start - 1) + 1, end: lineEnd === -1 ? text.length : lineEnd };
}
