import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";

/**
 * An append-only file of JSON lines. When `append` returns, the operating system has the line, so no line is lost if
 * the process is killed.
 */
export class Journal<Entry> {
  private readonly fd: number;
  bytes = 0;

  constructor(private readonly file: string) {
    // The file contains environment variables and sessions.
    this.fd = openSync(file, "a", 0o600);
  }

  append(entry: Entry): void {
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
    writeSync(this.fd, line);
    this.bytes += line.length;
  }

  /** Everything appended so far. A last line that was cut off while it was written is ignored. */
  read(): Entry[] {
    const text = existsSync(this.file) ? readFileSync(this.file, "utf8") : "";
    this.bytes = Buffer.byteLength(text);
    const lines = text.split("\n");
    lines.pop();
    return lines.map((line, at) => this.parse(line, at + 1));
  }

  clear(): void {
    ftruncateSync(this.fd, 0);
    this.bytes = 0;
  }

  close(): void {
    closeSync(this.fd);
  }

  private parse(line: string, number: number): Entry {
    try {
      return JSON.parse(line) as Entry;
    } catch {
      throw new Error(
        `Line ${number} of ${this.file} is damaged: start with --fresh to begin with empty tables.`,
      );
    }
  }
}
