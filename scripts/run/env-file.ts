import { existsSync, readFileSync, writeFileSync } from "node:fs";

/**
 * The Convex CLI and developers also write lines into `.env.local`, so it is edited line by line, and other lines stay
 * as they were. This mark is put before lines that are not used for now.
 */

const ASIDE = "# set aside: ";

/** The text with `name` set: in place if it is there already, otherwise at the end. */
export function setLine(text: string, name: string, value: string): string {
  const line = `${name}=${value}`;
  const lines = text.split("\n");
  const at = lines.findIndex((candidate) => assigns(candidate, name));
  if (at >= 0) return [...lines.slice(0, at), line, ...lines.slice(at + 1)].join("\n");
  const gap = text === "" || text.endsWith("\n") ? "" : "\n";
  return `${text}${gap}${line}\n`;
}

export function getLine(text: string, name: string): string | undefined {
  const line = text.split("\n").find((candidate) => assigns(candidate, name));
  return line
    ?.slice(line.indexOf("=") + 1)
    .split(" #")[0]
    ?.trim();
}

/** Turns the line into a comment, because the CLI refuses a file that names two deployments. `bringBack` undoes it. */
export function setAside(text: string, name: string): string {
  return text
    .split("\n")
    .map((line) => (assigns(line, name) ? ASIDE + line : line))
    .join("\n");
}

export function bringBack(text: string, name: string): string {
  return text
    .split("\n")
    .map((line) =>
      line.startsWith(ASIDE) && assigns(line.slice(ASIDE.length), name) ? line.slice(ASIDE.length) : line,
    )
    .join("\n");
}

/** Edits the file in one step; nothing is written if nothing changed. */
export function editEnvFile(file: string, edit: (text: string) => string): void {
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  const after = edit(before);
  if (after !== before) writeFileSync(file, after);
}

function assigns(line: string, name: string): boolean {
  return line.trimStart().startsWith(`${name}=`);
}
