import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Keeps the bytes of stored files, by a key. */
export interface FileBytes {
  put(key: string, bytes: Buffer): void;
  get(key: string): Buffer | undefined;
  remove(key: string): void;
  clear(): void;
}

/** Files in a folder, which survive a restart. */
export class BytesInFolder implements FileBytes {
  constructor(private readonly folder: string) {}

  put(key: string, bytes: Buffer): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(this.file(key), bytes, { mode: 0o600, flush: true });
  }

  get(key: string): Buffer | undefined {
    try {
      return readFileSync(this.file(key));
    } catch {
      return undefined;
    }
  }

  remove(key: string): void {
    rmSync(this.file(key), { force: true });
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private file(key: string): string {
    return path.join(this.folder, encodeURIComponent(key));
  }
}

export class BytesInMemory implements FileBytes {
  private readonly files = new Map<string, Buffer>();

  put(key: string, bytes: Buffer): void {
    this.files.set(key, bytes);
  }
  get(key: string): Buffer | undefined {
    return this.files.get(key);
  }
  remove(key: string): void {
    this.files.delete(key);
  }
  clear(): void {
    this.files.clear();
  }
}
