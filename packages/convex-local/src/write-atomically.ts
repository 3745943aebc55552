import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";

/**
 * Writes the file so that it has either its old content or all of the new, whenever the process or the machine stops.
 */
export function writeAtomically(file: string, content: string): void {
  const temporary = `${file}.new`;
  const fd = openSync(temporary, "w", 0o600);
  const bytes = Buffer.from(content);
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(temporary, file);
}
