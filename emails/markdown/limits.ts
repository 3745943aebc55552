/**
 * The lexer recurses for every level of nesting, and takes quadratic time for very long words, gaps and blocks and for
 * paragraphs full of unmatched marks: half a minute for 50,000 hostile characters. No real letter comes near these
 * bounds.
 */
const MAX_NESTING = 12;
const MAX_INDENT = 4 * MAX_NESTING;
const MAX_WORD = 2_048;
const MAX_GAP = 100;
const MAX_LINES = 500;
const MAX_MARKS = 1_000;

const CONTAINER_MARKERS = new RegExp(
  `^(?:[ \\t]*(?:>|[-+*](?=[ \\t]|$)|\\d{1,9}[.)](?=[ \\t]|$))){${MAX_NESTING + 1},}`,
);
const LONG_WORD = new RegExp(`\\S{${MAX_WORD}}(?=\\S)`, "g");
/** Spaces within a line, of every kind that the lexer treats as a space. */
const LONG_GAP = new RegExp(`([^\\S\\n]{${MAX_GAP}})[^\\S\\n]+`, "g");
const MARKS = /[*_~[\]`]/g;

/** The same text, except where it exceeds those bounds. Such parts are escaped, indented less, or split. */
export function withinLimits(markdown: string): string {
  const lines = markdown.split(/\r\n?|\n/).map(boundNesting);
  return boundBlocks(lines)
    .join("\n")
    .replace(LONG_GAP, "$1")
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

/** Inserts an empty line after too many lines without one. */
function boundBlocks(lines: string[]): string[] {
  let inBlock = 0;
  return lines.flatMap((line) => {
    inBlock = line.trim() === "" ? 0 : inBlock + 1;
    if (inBlock < MAX_LINES) return [line];
    inBlock = 0;
    return [line, ""];
  });
}

/** Escapes marks that have no effect, so that the lexer does not search for their counterparts. */
function boundMarks(block: string): string {
  const isTame = (block.match(MARKS)?.length ?? 0) <= MAX_MARKS;
  return isTame ? block : block.replaceAll("\\", "").replace(MARKS, "\\$&");
}
