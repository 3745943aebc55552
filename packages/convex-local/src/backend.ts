import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate } from "node:timers";
import { setTimeout as delay } from "node:timers/promises";
import {
  openConvexTest,
  type ConvexTestInternals,
  type Database,
  type ModuleResolver,
  type TestBackend,
} from "./convex-test-internals";
import { CommitHistory, type Snapshot } from "./commit-history";
import { checkConflicts, ConflictCounts } from "./conflicts";
import { limitDocuments } from "./database-rules";
import { assertRunning, calls, executions, nameOf, type Execution } from "./execution";
import { useIndexes, type IndexedDatabase } from "./index-reads";
import { Lock } from "./lock";
import { validateWithoutStacks } from "./quick-validation";
import type { Change } from "./table-indexes";
import type { SchemaJson } from "./types";

export interface Commit {
  ts: bigint;
  changes: Change[];
  /** The mutation that made the commit; undefined for the deployment's own writes. */
  execution: Execution | undefined;
}

export interface MountedCode {
  schema: SchemaJson | null;
  modules: ModuleResolver;
}

/** The outermost transaction that is open. */
interface OpenTransaction {
  snapshot: Snapshot;
  /** Unknown until the function starts; undefined for the deployment's own writes. */
  execution?: Execution;
  committing: boolean;
}

export interface ConflictOptions {
  /** Whether a mutation fails if another one, after this one was called, has changed data that this one read. */
  conflicts: boolean;
  /**
   * How long each mutation waits before it runs, in milliseconds. A function runs to its end before the next request is
   * read, so without this wait mutations that are called together would hardly ever conflict.
   */
  mutationMs: number;
}

interface Component {
  db: Database;
  reads: IndexedDatabase;
}

/**
 * A server around convex-test: transactions queue fairly, code can be replaced while documents stay, every commit is
 * reported to listeners, and a function that was given up cannot write into another transaction.
 */
export class Backend {
  private readonly lock = new Lock();
  private readonly internals: ConvexTestInternals = openConvexTest();
  /** Components that are not mounted keep their documents. */
  private readonly components = new Map<string, Component>();
  private readonly listeners: ((commit: Commit) => void)[] = [];
  /** Runs code outside convex-test's async contexts, which must not leak into what a commit triggers. */
  private readonly outside = AsyncLocalStorage.snapshot();
  private readonly history = new CommitHistory();
  private open: OpenTransaction | undefined;
  /**
   * This is above 0 while a mutation runs a query on earlier commits. That query's reads do not count as the
   * mutation's.
   */
  private apart = 0;
  readonly conflicts = new ConflictCounts();
  /** Receives the errors of listeners. By default they are thrown into the process. */
  onListenerError = (error: unknown): void => {
    setImmediate(() => {
      throw error;
    });
  };

  constructor(private readonly options: ConflictOptions) {
    this.watchTransactions();
    this.watchSnapshotQueries();
    const { db } = this.internals.global.components[""]!;
    this.components.set("", { db, reads: this.indexed(db, "") });
  }

  get test(): TestBackend {
    return this.internals.test;
  }

  get syscalls() {
    return this.internals.global;
  }

  /** Nanoseconds since 1970, in Convex's unit. */
  get lastCommitTs(): bigint {
    return this.internals.global.transactionManager._lastCommitTs;
  }
  set lastCommitTs(ts: bigint) {
    this.internals.global.transactionManager._lastCommitTs = ts;
  }

  get componentPaths(): string[] {
    return [...this.components.keys()];
  }

  database(componentPath: string): Database {
    return this.component(componentPath).db;
  }

  validate(validator: object, value: unknown): void {
    this.internals.validate(validator, value);
  }

  onCommit(listener: (commit: Commit) => void): void {
    this.listeners.push(listener);
  }

  /** Registers the outermost query or mutation. It calls this as soon as its transaction is open. */
  enter(execution: Execution): void {
    if (this.open) this.open.execution = execution;
  }

  /**
   * Call this after running JavaScript was ended. V8 may have discarded work that was about to run, such as a
   * transaction that had just received the lock. The lock is then released.
   */
  recover(): void {
    setImmediate(() => setImmediate(() => !this.open && this.lock.reclaim()));
  }

  /** Replaces all code and schemas between two transactions. Documents stay. */
  async mount(code: Map<string, MountedCode>): Promise<void> {
    await this.lock.run(() => {
      const mounted = this.internals.global.components;
      for (const path of Object.keys(mounted)) if (!code.has(path)) delete mounted[path];
      for (const [path, { schema, modules }] of code) {
        const { db } = this.component(path);
        db._schema = this.internals.toSchema(schema);
        mounted[path] = { db, modules };
      }
    });
  }

  /** Runs the deployment's own writes as one transaction of a component. */
  transaction<T>(componentPath: string, work: (db: Database) => T): Promise<T> {
    return this.outside(() =>
      this.test.runInComponent(componentPath, () => Promise.resolve(work(this.database(componentPath)))),
    );
  }

  /** Queries inside `work` see one and the same snapshot; nothing commits meanwhile. */
  atOneSnapshot<T>(work: () => Promise<T> | T): Promise<T> {
    return this.lock.run(work, { toRead: true });
  }

  /** Replaces the documents of a component outside of any transaction. Only for restoring and resetting. */
  load(
    componentPath: string,
    state: Pick<Database, "_documents" | "_nextDocId" | "_lastCreationTime">,
  ): void {
    const { db, reads } = this.component(componentPath);
    Object.assign(db, state);
    reads.reset();
  }

  private component(path: string): Component {
    let component = this.components.get(path);
    if (!component) {
      const db = this.internals.createDatabase(null, path);
      this.components.set(path, (component = { db, reads: this.indexed(db, path) }));
    }
    return component;
  }

  private indexed(db: Database, path: string): IndexedDatabase {
    validateWithoutStacks(db);
    limitDocuments(db);
    const observer = () => (this.apart > 0 ? undefined : executions.getStore()?.transaction?.reads);
    return useIndexes(db, path, observer);
  }

  private watchTransactions(): void {
    const manager = this.internals.global.transactionManager;
    const stock = {
      begin: manager.begin.bind(manager),
      commit: manager.commit.bind(manager),
      rollback: manager.rollback.bind(manager),
      end: manager._endTransaction.bind(manager),
    };
    manager.begin = async (nested, limits) => {
      if (nested) assertRunning(executions.getStore());
      else await this.openTransaction();
      return stock.begin(nested, limits);
    };
    manager.commit = (nested) => {
      if (nested) assertRunning(executions.getStore());
      else this.prepareCommit();
      return stock.commit(nested);
    };
    manager.rollback = (nested) => {
      if (nested && executions.getStore()?.transaction?.ended) return;
      if (!nested) {
        // The transaction was committed before the failure, so there is nothing to roll back.
        if (!this.open) return;
        this.dropDanglingLevels();
      }
      stock.rollback(nested);
    };
    manager._endTransaction = (nested) => {
      if (nested) return stock.end(nested);
      const ended = this.open;
      this.open = undefined;
      try {
        if (ended) this.announce(ended, manager._lastCommitTs);
      } finally {
        stock.end(nested);
        if (ended) this.history.end(ended.snapshot);
        if (!this.lock.heldHere) this.lock.release();
      }
    };
  }

  private watchSnapshotQueries(): void {
    const manager = this.internals.global.transactionManager;
    const stash = manager.stashWrites.bind(manager);
    const restore = manager.restoreWrites.bind(manager);
    manager.stashWrites = () => {
      this.apart += 1;
      return stash();
    };
    manager.restoreWrites = (stashed) => {
      this.apart -= 1;
      restore(stashed);
    };
  }

  /** A transaction's snapshot is from the time when it is requested, not from the time when it gets the lock. */
  private async openTransaction(): Promise<void> {
    const snapshot = this.history.begin();
    const { conflicts, mutationMs } = this.options;
    if (conflicts && mutationMs > 0 && isMutation()) await delay(mutationMs);
    if (!this.lock.heldHere) await this.lock.acquire({ toRead: calls.getStore()?.toRead });
    this.apart = 0;
    this.open = { snapshot, committing: false };
  }

  private prepareCommit(): void {
    const { open } = this;
    if (!open) throw new Error("The transaction is over: it cannot be committed.");
    this.dropDanglingLevels();
    if (this.options.conflicts && open.execution?.reads && this.hasWritten(open.execution))
      checkConflicts(this.history, open.snapshot, open.execution.reads, nameOf(open.execution));
    open.committing = true;
  }

  /**
   * Whether the transaction has written something. One that only read cannot conflict, because all it read is from the
   * snapshot of its beginning. Storing a receipt counts as writing.
   */
  private hasWritten({ call }: Execution): boolean {
    const databases = Object.values(this.internals.global.components);
    return (
      call.receipt !== undefined || databases.some(({ db }) => Object.keys(db._writes[0] ?? {}).length > 0)
    );
  }

  /** Closes levels of nested calls that nobody awaited. */
  private dropDanglingLevels(): void {
    for (const { db } of Object.values(this.internals.global.components)) db._writes.length = 1;
  }

  /** Runs before the lock is released, so that listeners see every commit in order and before any answer is sent. */
  private announce({ execution, committing }: OpenTransaction, ts: bigint): void {
    const changes: Change[] = [];
    for (const { reads } of this.components.values()) {
      changes.push(...reads.takeChanges());
      reads.closeStreams();
    }
    const committed = committing ? execution : undefined;
    if (changes.length === 0 && !committed?.call.receipt) return;
    this.history.add({ changes, source: committed && nameOf(committed) });
    this.outside(() =>
      this.listeners.forEach((listener) => this.tell(listener, { ts, changes, execution: committed })),
    );
  }

  /** A listener's error must not make a commit look failed. */
  private tell(listener: (commit: Commit) => void, commit: Commit): void {
    try {
      listener(commit);
    } catch (error) {
      this.onListenerError(error);
    }
  }
}

/**
 * Whether the requested transaction is a mutation: the deployment's own transactions have no function, and queries
 * declare that they only read.
 */
function isMutation(): boolean {
  const call = calls.getStore();
  return call ? !call.toRead : executions.getStore() !== undefined;
}
