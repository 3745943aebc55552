/**
 * Convex runs mutations in parallel, each on the snapshot of its beginning. If a mutation commits and another one has
 * changed what it read, Convex runs it again. Here mutations run one after the other, but the same rule applies: a
 * mutation's snapshot is from the time when it is called, however long it then waits for its turn.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { CommitHistory, PastCommit, Snapshot } from "./commit-history";
import { RequestError } from "./errors";
import type { ReadSet } from "./read-set";
import type { Change } from "./table-indexes";

/** Exponential backoff with jitter: each wait is random, and its upper bound doubles each time. */
export interface RetryPolicy {
  retries: number;
  firstWaitMs: number;
  longestWaitMs: number;
}

/**
 * For mutations that are called: Convex's `_retry_mutation`, with UDF_EXECUTOR_OCC_MAX_RETRIES and its BACKOFFs
 * (crates/common/src/knobs.rs).
 */
export const CALLED: RetryPolicy = { retries: 4, firstWaitMs: 100, longestWaitMs: 2000 };
/**
 * For scheduled mutations: Convex's `handle_mutation` in crates/application/src/scheduled_jobs/mod.rs, with
 * SCHEDULER_OCC_…_BACKOFF.
 */
export const SCHEDULED: RetryPolicy = { retries: Infinity, firstWaitMs: 100, longestWaitMs: 60_000 };
/** For cron jobs: Convex's `execute_job` in crates/application/src/cron_jobs/mod.rs. */
export const CRON: RetryPolicy = { retries: Infinity, firstWaitMs: 500, longestWaitMs: 15_000 };

/** A conflict, with the code, status and message of Convex's `user_occ` and `system_occ` (crates/errors/src/lib.rs). */
export class ConflictError extends RequestError {
  constructor(
    readonly table: string,
    message: string,
  ) {
    super(503, "OptimisticConcurrencyControlFailure", message);
  }
}

/** @throws ConflictError if something that the transaction has read was committed since its snapshot */
export function checkConflicts(
  history: CommitHistory,
  snapshot: Snapshot,
  reads: ReadSet,
  source: string,
): void {
  for (const commit of history.since(snapshot)) {
    const change = commit.changes.find((candidate) => reads.touchedBy(candidate));
    if (change) throw conflictOver(change, commit, source);
  }
}

function conflictOver(
  { componentPath, table, id }: Change,
  commit: PastCommit,
  source: string,
): ConflictError {
  const place = componentPath ? `${componentPath}/${table}` : table;
  if (table.startsWith("_")) return new ConflictError(place, SYSTEM_TABLE_CHANGED);
  const who = commit.source === source ? "Another call to this mutation" : `A call to "${commit.source}"`;
  const what = commit.source === undefined ? "" : `${who} changed the document with ID "${id}". `;
  return new ConflictError(
    place,
    `Documents read from or written to the "${table}" table changed while this mutation was being run and on every ` +
      `subsequent retry. ${what}See https://docs.convex.dev/error#1`,
  );
}

const SYSTEM_TABLE_CHANGED =
  "Data read or written in this mutation changed while it was being run. Consider reducing the amount of data read by " +
  "using indexed queries with selective index range expressions (https://docs.convex.dev/database/indexes/).";

/** How often mutations conflicted, for benchmarks and to find a row that all mutations write. */
export class ConflictCounts {
  conflicts = 0;
  /** Calls that were given up after their last try. */
  refused = 0;
  readonly byTable: Record<string, number> = {};

  count({ table }: ConflictError): void {
    this.conflicts += 1;
    this.byTable[table] = (this.byTable[table] ?? 0) + 1;
  }
}

/** Runs a mutation, and repeats it after each conflict. Throws the mutation's own error, or its last conflict. */
export async function retryConflicts<T>(
  run: () => Promise<T>,
  policy: RetryPolicy,
  counts: ConflictCounts,
): Promise<T> {
  for (let failures = 0; ; failures++)
    try {
      return await run();
    } catch (thrown) {
      if (!(thrown instanceof ConflictError)) throw thrown;
      counts.count(thrown);
      if (failures >= policy.retries) {
        counts.refused += 1;
        throw thrown;
      }
      await delay(waitMs(policy, failures, Math.random()));
    }
}

/**
 * The wait before the next try, in ms, as in crates/convex/sync_types/src/backoff.rs. `random` lies between 0 and 1.
 */
export function waitMs(
  { firstWaitMs, longestWaitMs }: RetryPolicy,
  failures: number,
  random: number,
): number {
  return Math.min(firstWaitMs * 2 ** failures, longestWaitMs) * random;
}
