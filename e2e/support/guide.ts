import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What a page of docs/ has its reader write: whole files, and lines that are added to files. */
export interface Change {
  file: string;
  /** Each with its first character: " " for a line that is there already, "+" for a new one. Of a new file all are "+". */
  lines: string[];
  isNew: boolean;
}

/** Every block that begins with the name of a file. */
export function changesIn(guide: string): Change[] {
  const blocks = readFileSync(guide, "utf8").matchAll(/```(diff|ts)\n ?\/\/ (\S+\.ts)\n([^]*?)```/g);
  return [...blocks].map(([, kind, file = "", text = ""]) => {
    const lines = text.trimEnd().split("\n");
    return kind === "diff"
      ? { file, lines: lines.map((line) => line || " "), isNew: false }
      : { file, lines: lines.map((line) => `+${line}`), isNew: true };
  });
}

/** Lines that somebody has to write: those that are empty are none. */
export const linesToWrite = (changes: readonly Change[]): string[] =>
  changes.flatMap(({ lines }) => lines.filter((line) => line.startsWith("+") && line.length > 1));

export function applyChange(folder: string, { file, lines, isNew }: Change): void {
  const at = path.join(folder, file);
  if (isNew) {
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, `${lines.map((line) => line.slice(1)).join("\n")}\n`, { flag: "wx" });
  } else writeFileSync(at, insert(readFileSync(at, "utf8").split("\n"), lines, file).join("\n"));
}

/** Each known line is looked for after the one before it; new ones go where the reader has arrived. */
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
