/**
 * The lexer recurses for every level of nesting, and takes quadratic time over very long words and over paragraphs
 * full of unmatched marks: on 50,000 hostile characters half a minute. No letter comes near these bounds.
 */
const MAX_NESTING = 12;
const MAX_INDENT = 4 * MAX_NESTING;
const MAX_WORD = 2_048;
const MAX_MARKS = 1_000;

const CONTAINER_MARKERS = new RegExp(
  `^(?:[ \\t]*(?:>|[-+*](?=[ \\t]|$)|\\d{1,9}[.)](?=[ \\t]|$))){${MAX_NESTING + 1},}`,
);
const LONG_WORD = new RegExp(`\\S{${MAX_WORD}}(?=\\S)`, "g");
const MARKS = /[*_~[\]`]/g;

/** The same text, save where it is beyond those bounds: there it is shown as typed, moved left or broken. */
export function tame(markdown: string): string {
  const lines = markdown
    .split(/\r\n?|\n/)
    .map(boundNesting)
    .join("\n");
  return lines
    .replace(LONG_WORD, "$& ")
    .split(/(\n[ \t]*\n)/)
    .map(boundMarks)
    .join("");
}

function boundNesting(line: string): string {
  if (CONTAINER_MARKERS.test(line)) return `\\${line.trimStart()}`;
  const indent = line.length - line.trimStart().length;
  return indent > MAX_INDENT ? line.slice(indent - MAX_INDENT) : line;
}

/** Marks that mean nothing are escaped, so that the lexer does not look for their other halves. */
function boundMarks(block: string): string {
  const isTame = (block.match(MARKS)?.length ?? 0) <= MAX_MARKS;
  return isTame ? block : block.replaceAll("\\", "").replace(MARKS, "\\$&");
}
