import { createHash, createHmac } from "node:crypto";
import type { Backend } from "../backend";
import type { Doc } from "../convex-test-internals";
import { RequestError } from "../errors";
import { tableOf } from "../table-indexes";
import { BytesInFolder, BytesInMemory, type FileBytes } from "./bytes";
import { UploadTokens } from "./tokens";

const TABLE = "_storage";

export interface NewFile {
  bytes: Buffer;
  contentType: string | null;
  /** Base64 of the hash that the caller expects. */
  sha256?: string;
}

export interface StoredFile {
  bytes: Buffer;
  contentType: string | null;
  sha256: string;
}

export interface FileStorageOptions {
  origin: string;
  adminKey: string;
  /** The folder for the files; without one, they are lost when the process ends. */
  folder: string | undefined;
}

/**
 * Convex's file storage. The rows are documents of the system table `_storage`, so they belong to transactions, and a
 * subscribed query notices a deleted file. The bytes are written before the row and deleted after it.
 */
export class FileStorage {
  private readonly tokens: UploadTokens;
  private readonly bytes: FileBytes;

  constructor(
    private readonly backend: Backend,
    private readonly options: FileStorageOptions,
  ) {
    this.tokens = new UploadTokens(options.adminKey);
    this.bytes = options.folder === undefined ? new BytesInMemory() : new BytesInFolder(options.folder);
    backend.onCommit(({ changes }) => {
      for (const { componentPath, id, after } of changes)
        if (after === null && tableOf(id) === TABLE) this.bytes.remove(this.uuidOf(componentPath, id));
    });
  }

  /** Deletes all bytes. The documents are deleted elsewhere. */
  clear(): void {
    this.bytes.clear();
  }

  uploadUrl(componentPath: string): string {
    return `${this.options.origin}/api/storage/upload?token=${this.tokens.issue(componentPath)}`;
  }

  /** The component that an upload's token is for. Throws Convex's error if the token is not valid. */
  componentOf(token: string): string {
    return this.tokens.check(token);
  }

  /** Stores a file in a separate transaction, as Convex does (crates/file_storage/src/core.rs, `store_file`). */
  async store(componentPath: string, { bytes, contentType, sha256: expected }: NewFile): Promise<string> {
    const sha256 = createHash("sha256").update(bytes).digest("base64");
    if (expected !== undefined && expected !== sha256)
      throw new RequestError(
        400,
        "Sha256Mismatch",
        `Sha256 mismatch. Expected: ${expected} Actual: ${sha256}`,
      );
    return this.backend.transaction(componentPath, (db) => {
      const id = db.insert(TABLE, { sha256, size: bytes.length, contentType });
      this.bytes.put(this.uuidOf(componentPath, id), bytes);
      return id;
    });
  }

  /** The document of a file, or null. It counts as read by the calling function's transaction. */
  row(componentPath: string, id: string, method: string): Doc | null {
    if (tableOf(id) !== TABLE)
      throw new Error(
        `Invalid argument \`storageId\` for \`${method}\`: Invalid storage ID: "${id}". Storage ID should be an Id of '_storage' table, or a UUID string.`,
      );
    return this.backend.database(componentPath).get(TABLE, id);
  }

  url(componentPath: string, id: string): string | null {
    if (!this.row(componentPath, id, "storage.getUrl")) return null;
    const component = componentPath === "" ? "" : `?component=${encodeURIComponent(componentPath)}`;
    return `${this.options.origin}/api/storage/${this.uuidOf(componentPath, id)}${component}`;
  }

  metadata(componentPath: string, id: string): object | null {
    const row = this.row(componentPath, id, "storage.getMetadata");
    if (!row) return null;
    return {
      storageId: this.uuidOf(componentPath, id),
      sha256: Buffer.from(String(row.sha256), "base64").toString("hex"),
      size: row.size,
      contentType: row.contentType,
    };
  }

  /** Deletes a file in the current transaction. */
  delete(componentPath: string, id: string): void {
    if (!this.row(componentPath, id, "storage.delete")) throw new Error(`storage id ${id} not found`);
    this.backend.database(componentPath).delete(TABLE, id);
  }

  blob(componentPath: string, id: string): Blob | null {
    const row = this.row(componentPath, id, "storage.get");
    const bytes = row && this.bytes.get(this.uuidOf(componentPath, id));
    return bytes ? new Blob([new Uint8Array(bytes)], { type: String(row.contentType ?? "") }) : null;
  }

  /** The file at an address, as last committed. */
  served(componentPath: string, uuid: string): StoredFile | null {
    const rows = Object.values(this.backend.database(componentPath)._documents);
    const row = rows.find(({ _id }) => tableOf(_id) === TABLE && this.uuidOf(componentPath, _id) === uuid);
    const bytes = row && this.bytes.get(uuid);
    if (!row || !bytes) return null;
    const { contentType, sha256 } = row;
    return { bytes, contentType: contentType === null ? null : String(contentType), sha256: String(sha256) };
  }

  /** The identifier in a file's address, which is not its id. */
  private uuidOf(componentPath: string, id: string): string {
    const hash = createHmac("sha256", this.options.adminKey)
      .update(`file ${componentPath} ${id}`)
      .digest("hex");
    const parts = [hash.slice(0, 8), hash.slice(8, 12), `4${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`];
    return [...parts, hash.slice(20, 32)].join("-");
  }
}
