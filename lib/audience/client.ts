import { CLOSED } from "../messages/list-import";
import type { ColumnMapping } from "./columns";
import type { Encoding } from "./encodings";
import type {
  AudienceCall,
  AudienceCalls,
  AudienceReply,
  AudienceRequest,
  CheckSummary,
  Progress,
  TableSummary,
} from "./protocol";
import type { AudienceRow, RejectedRow } from "./rows";

/** A message for the user: why a list could not be read or checked. */
export class ListError extends Error {}

/** The part of a Worker that is used; tests pass their own. */
export type WorkerLike = Pick<Worker, "postMessage" | "terminate" | "onmessage" | "onerror">;

export type Audience = {
  /** Rejects with a ListError if the source cannot be read. */
  read: (source: Blob | string, encoding?: Encoding) => Promise<TableSummary>;
  check: (mapping: ColumnMapping, onProgress?: (progress: Progress) => void) => Promise<CheckSummary>;
  /**
   * Yields the good rows in chunks of `chunk` rows. Each chunk is fetched from the worker on demand. To continue after
   * a stop, pass `from`, the index of the first row.
   */
  rows: (chunk: number, from?: number) => AsyncGenerator<AudienceRow[]>;
  rejected: (from: number, count: number) => Promise<RejectedRow[]>;
  /** The same rows, with their cells from the file. The server returns rejected rows without cells. */
  originals: (rejected: RejectedRow[]) => Promise<RejectedRow[]>;
  /** Ends the worker, even while it is working. Pending calls reject. */
  close: () => void;
};

type Pending = {
  resolve: (answer: unknown) => void;
  reject: (error: Error) => void;
  onProgress: (progress: Progress) => void;
};

const startWorker = (): WorkerLike =>
  new Worker(new URL("./audience.worker.ts", import.meta.url), { type: "module" });

/** Starts a worker that reads and checks one list. */
export function openAudience(worker: WorkerLike = startWorker()): Audience {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  worker.onmessage = ({ data }: MessageEvent<AudienceReply>) => settle(pending, data);
  worker.onerror = () => rejectAll(pending, "The list could not be read.");

  function call<Call extends AudienceCall>(
    name: Call,
    args: AudienceCalls[Call]["args"],
    onProgress: (progress: Progress) => void = () => {},
  ): Promise<AudienceCalls[Call]["answer"]> {
    const request = { id: nextId++, call: name, args } as AudienceRequest;
    return new Promise((resolve, reject) => {
      pending.set(request.id, { resolve: resolve as Pending["resolve"], reject, onProgress });
      worker.postMessage(request);
    });
  }

  return {
    read: (source, encoding) => call("read", encoding ? [source, encoding] : [source]),
    check: (mapping, onProgress) => call("check", [mapping], onProgress),
    rows: (chunk, from = 0) => inChunks((at) => call("rows", [at, chunk]), chunk, from),
    rejected: (from, count) => call("rejected", [from, count]),
    originals: (rejected) => call("originals", [rejected]),
    close: () => {
      worker.terminate();
      rejectAll(pending, CLOSED);
    },
  };
}

function settle(pending: Map<number, Pending>, reply: AudienceReply): void {
  const waiting = pending.get(reply.id);
  if ("progress" in reply) return waiting?.onProgress(reply.progress);
  pending.delete(reply.id);
  if ("failure" in reply) waiting?.reject(new ListError(reply.failure));
  else waiting?.resolve(reply.answer);
}

function rejectAll(pending: Map<number, Pending>, message: string): void {
  for (const { reject } of pending.values()) reject(new ListError(message));
  pending.clear();
}

async function* inChunks<Row>(fetchFrom: (at: number) => Promise<Row[]>, chunk: number, from: number) {
  for (let at = from; ; at += chunk) {
    const rows = await fetchFrom(at);
    if (rows.length > 0) yield rows;
    if (rows.length < chunk) return;
  }
}
