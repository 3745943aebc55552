import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A change that a page of docs/ asks its reader to make: a new file, or lines to add to an existing file. */
export interface Change {
  file: string;
  /**
   * Each line begins with " " if the file has the line already, or with "+" if it is new. All lines of a new file are
   * new.
   */
  lines: string[];
  isNew: boolean;
}

/** The changes in the page's code blocks. A block counts if it begins with a comment with a file's name. */
export function changesIn(guide: string): Change[] {
  const blocks = readFileSync(guide, "utf8").matchAll(/```(diff|ts)\n ?\/\/ (\S+\.ts)\n([^]*?)```/g);
  return [...blocks].map(([, kind, file = "", text = ""]) => {
    const lines = text.trimEnd().split("\n");
    return kind === "diff"
      ? { file, lines: lines.map((line) => line || " "), isNew: false }
      : { file, lines: lines.map((line) => `+${line}`), isNew: true };
  });
}

/** The lines that the reader has to write, without empty lines. */
export const linesToWrite = (changes: readonly Change[]): string[] =>
  changes.flatMap(({ lines }) => lines.filter((line) => line.startsWith("+") && line.length > 1));

export function applyChange(folder: string, { file, lines, isNew }: Change): void {
  const at = path.join(folder, file);
  if (isNew) {
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, `${lines.map((line) => line.slice(1)).join("\n")}\n`, { flag: "wx" });
  } else writeFileSync(at, insert(readFileSync(at, "utf8").split("\n"), lines, file).join("\n"));
}

/**
 * Inserts the new lines into a file. Each existing line is searched for after the previous one, and a new line is
 * inserted after the line before it. Throws if an existing line is not found.
 */
function insert(own: readonly string[], lines: readonly string[], file: string): string[] {
  const result = [...own];
  let position = 0;
  for (const line of lines) {
    if (line.startsWith("+")) result.splice(position, 0, line.slice(1));
    else position = result.indexOf(line.slice(1), position);
    if (position < 0) throw new Error(`${file} has no line ${JSON.stringify(line.slice(1))}.`);
    position++;
  }
  return result;
}
