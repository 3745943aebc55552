import type { Audience } from "@/lib/audience/client";
import { type ColumnMapping, mappingProblem } from "@/lib/audience/columns";
import type { Encoding } from "@/lib/audience/encodings";
import type { CheckSummary, Progress, TableSummary } from "@/lib/audience/protocol";
import type { AudienceRow, RejectedRow } from "@/lib/audience/rows";

export const CHUNK = 500;

/** How many rows of a chunk the server added, and which ones it rejected. */
export type ChunkReport = { added: number; rejected: RejectedRow[] };

export type Transport = {
  /** Starts a worker that reads and checks the list. */
  open: () => Audience;
  /** Uploads at most CHUNK rows. */
  upload: (rows: AudienceRow[]) => Promise<ChunkReport>;
  /** Announces that `done` of `total` rows are uploaded and the rest will follow. */
  begin?: (rows: { done: number; total: number }) => Promise<unknown>;
  /** Announces that no more rows will follow. */
  end?: () => Promise<unknown>;
  /** Adjusts the guessed columns, for a list that is only partly used. */
  adapt?: (guessed: ColumnMapping) => ColumnMapping;
  /** The message for an error. */
  describe: (error: unknown) => string;
};

/** A list that has been read. */
type Read = { table: TableSummary; mapping: ColumnMapping };
/** A list that is being uploaded. The server has answered for `done` rows, and added `added` of them. */
type Uploaded = Read & { check: CheckSummary; done: number; added: number; rejected: number };

export type ImportState =
  | { kind: "idle"; problem: string | null }
  | { kind: "reading" }
  /** `check` is null while it runs, or if the mapping has a problem. */
  | ({ kind: "read"; problem: string | null; check: CheckSummary | null; progress: Progress | null } & Read)
  | ({ kind: "uploading"; isStopping: boolean } & Uploaded)
  /** The user (`problem` is null) or an error has stopped the upload. It can be resumed. */
  | ({ kind: "stopped"; problem: string | null } & Uploaded)
  | ({ kind: "done" } & Uploaded);

/** A list whose columns can be corrected. */
export type ReadState = Extract<ImportState, { kind: "read" }>;
export type UploadState = Extract<ImportState, { kind: "uploading" | "stopped" | "done" }>;

const IDLE: ImportState = { kind: "idle", problem: null };

/**
 * Imports one list: reads it, maps its columns, checks the rows, and uploads them in chunks. If the import stops, the
 * uploaded chunks stay on the server.
 */
export class ListImport {
  #state: ImportState = IDLE;
  #audience: Audience | null = null;
  #source: Blob | string | null = null;
  #rejectedByServer: RejectedRow[] = [];
  /** Numbers the checks, so that the result of an outdated check is dropped. */
  #turn = 0;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly transport: Transport) {}

  get state(): ImportState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async read(source: Blob | string, encoding?: Encoding): Promise<void> {
    this.reset();
    this.#source = source;
    const audience = (this.#audience = this.transport.open());
    this.#set({ kind: "reading" });
    try {
      const table = await audience.read(source, encoding);
      if (audience === this.#audience)
        await this.#checkAs(table, this.transport.adapt?.(table.mapping) ?? table.mapping);
    } catch (error) {
      if (audience !== this.#audience) return;
      this.reset();
      this.#set({ kind: "idle", problem: this.transport.describe(error) });
    }
  }

  /** Reads the same file again, in the encoding that the user has chosen. */
  async decodeAs(encoding: Encoding): Promise<void> {
    if (this.#state.kind === "read" && this.#source !== null) await this.read(this.#source, encoding);
  }

  async map(mapping: ColumnMapping): Promise<void> {
    if (this.#state.kind === "read") await this.#checkAs(this.#state.table, mapping);
  }

  async #checkAs(table: TableSummary, mapping: ColumnMapping): Promise<void> {
    const audience = this.#audience;
    if (!audience) return;
    const turn = ++this.#turn;
    const isOvertaken = () => turn !== this.#turn;
    const read = { kind: "read", table, mapping, check: null, progress: null } as const;
    const problem = mappingProblem(mapping);
    this.#set({ ...read, problem });
    if (problem !== null) return;
    try {
      const check = await audience.check(mapping, (progress) => {
        if (!isOvertaken()) this.#set({ ...read, problem, progress });
      });
      if (!isOvertaken()) this.#set({ ...read, problem, check });
    } catch (error) {
      if (!isOvertaken()) this.#set({ ...read, problem: this.transport.describe(error) });
    }
  }

  /** Uploads the valid rows. After a stop, uploads the remaining ones. */
  async upload(): Promise<void> {
    const state = this.#state;
    if (state.kind === "stopped") return this.#uploadFrom(state);
    if (state.kind !== "read" || !state.check) return;
    const { table, mapping, check } = state;
    return this.#uploadFrom({ table, mapping, check, done: 0, added: 0, rejected: 0 });
  }

  async #uploadFrom({ table, mapping, check, ...counts }: Uploaded): Promise<void> {
    const audience = this.#audience;
    if (!audience) return;
    let at: Uploaded = { table, mapping, check, ...counts };
    this.#set({ ...at, kind: "uploading", isStopping: false });
    try {
      await this.transport.begin?.({ done: at.done, total: check.good });
      for await (const rows of audience.rows(CHUNK, at.done)) {
        const { added, rejected } = await this.transport.upload(rows);
        if (audience !== this.#audience) return;
        this.#rejectedByServer.push(...(await audience.originals(rejected)));
        if (audience !== this.#audience) return;
        at = {
          ...at,
          done: at.done + rows.length,
          added: at.added + added,
          rejected: at.rejected + rejected.length,
        };
        if (this.#isStopping()) {
          await this.#end();
          return this.#set({ ...at, kind: "stopped", problem: null });
        }
        this.#set({ ...at, kind: "uploading", isStopping: false });
      }
      await this.#end();
      this.#set({ ...at, kind: "done" });
    } catch (error) {
      if (audience === this.#audience)
        this.#set({ ...at, kind: "stopped", problem: this.transport.describe(error) });
    }
  }

  /** An error is ignored, because the server also ends an upload that has sent no rows for some time. */
  async #end(): Promise<void> {
    await this.transport.end?.().catch(() => undefined);
  }

  #isStopping = () => this.#state.kind === "uploading" && this.#state.isStopping;

  /** Stops after the current chunk. */
  stop(): void {
    if (this.#state.kind === "uploading") this.#set({ ...this.#state, isStopping: true });
  }

  /** The column titles of the list; empty if it has none. */
  get header(): string[] {
    return "table" in this.#state ? this.#state.table.header : [];
  }

  /** Up to `count` rejected rows, starting at index `from`: first those of the check, then those of the server. */
  async rejected(from: number, count: number): Promise<RejectedRow[]> {
    const found = "check" in this.#state ? (this.#state.check?.rejected ?? 0) : 0;
    const here =
      from < found ? ((await this.#audience?.rejected(from, Math.min(count, found - from))) ?? []) : [];
    const start = Math.max(0, from - found);
    return [...here, ...this.#rejectedByServer.slice(start, start + count - here.length)];
  }

  /** Discards the list. Uploaded rows stay on the server. */
  reset(): void {
    if (this.#state.kind === "stopped") void this.#end();
    this.#turn++;
    this.#audience?.close();
    this.#audience = null;
    this.#source = null;
    this.#rejectedByServer = [];
    this.#set(IDLE);
  }

  #set(state: ImportState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** How many rows were rejected so far, by the check and by the server. */
export function rejectedCount(state: ImportState): number {
  const found = "check" in state ? (state.check?.rejected ?? 0) : 0;
  return found + ("rejected" in state ? state.rejected : 0);
}
