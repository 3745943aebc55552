import { type Edit, type Editor, replacing, type Selection } from "./edit";

type Mark = "**" | "_" | "*";

/**
 * Makes the selection bold, or removes bold. Without a selection, inserts the marks and puts the cursor between them.
 */
export const bold: Editor = (text, selection) => toggled(text, selection, () => "**", ["**"]);

/** Inside a word only the asterisk works, because Markdown keeps underscores in words as they are. */
export const italic: Editor = (text, selection) => toggled(text, selection, markForItalic, ["_", "*"]);

type MarkFor = (text: string, selection: Selection) => Mark;

function toggled(text: string, selected: Selection, markFor: MarkFor, marks: Mark[]): Edit {
  const part = trimmed(text, selected);
  for (const mark of marks) {
    const removed = withoutInside(text, part, mark) ?? withoutAround(text, part, mark);
    if (removed) return removed;
  }
  return withMarks(text, part, markFor(text, part));
}

/** Marks each line separately, because emphasis cannot span paragraphs or list items. */
function withMarks(text: string, part: Selection, mark: Mark): Edit {
  const inside = text.slice(part.start, part.end);
  if (!inside.includes("\n")) {
    const from = mark.length;
    return replacing(part, mark + inside + mark, from, from + inside.length);
  }
  const marked = inside.replace(LINE, (_line, prefix: string, words: string, gap: string) =>
    words === "" ? prefix + gap : prefix + mark + words + mark + gap,
  );
  return replacing(part, marked, 0, marked.length);
}

/** Splits a line into the mark of its block (such as `- `), its text, and the spaces at its end. */
const LINE = /^([ \t]*(?:(?:>|[-+*]|\d{1,9}[.)]|#{1,6})[ \t]+)*)(.*?)([ \t]*)$/gm;

/** Whether the selection includes the marks. */
function withoutInside(text: string, part: Selection, mark: Mark): Edit | null {
  const inside = text.slice(part.start, part.end);
  if (inside.length <= 2 * mark.length || inside.includes("\n")) return null;
  const inner = { start: part.start + mark.length, end: part.end - mark.length };
  if (!isMarked(text, inner, mark)) return null;
  const words = text.slice(inner.start, inner.end);
  return replacing(part, words, 0, words.length);
}

/** Whether the marks are directly outside the selection. */
function withoutAround(text: string, part: Selection, mark: Mark): Edit | null {
  if (!isMarked(text, part, mark)) return null;
  const outer = { start: part.start - mark.length, end: part.end + mark.length };
  const words = text.slice(part.start, part.end);
  return replacing(outer, words, 0, words.length);
}

/** Asterisks are counted, because `**` marks bold, `*` marks italic, and `***` marks both. */
function isMarked(text: string, { start, end }: Selection, mark: Mark): boolean {
  const before = /(\*+|_+)$/.exec(text.slice(0, start))?.[0] ?? "";
  const after = /^(\*+|_+)/.exec(text.slice(end))?.[0] ?? "";
  if (!before.endsWith(mark) || !after.startsWith(mark)) return false;
  if (mark === "_") return true;
  return [before, after].every(({ length }) => (mark === "**" ? length >= 2 : length % 2 === 1));
}

/** Marks beside a space do not work, so the spaces at both ends stay outside. */
function trimmed(text: string, { start, end }: Selection): Selection {
  const inside = text.slice(start, end);
  if (inside.trim() === "") return { start, end };
  return { start: end - inside.trimStart().length, end: start + inside.trimEnd().length };
}

const WORD = /[\p{L}\p{N}]/u;

const markForItalic: MarkFor = (text, { start, end }) =>
  WORD.test(text.charAt(start - 1)) || WORD.test(text.charAt(end)) ? "*" : "_";
