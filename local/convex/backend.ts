import { AsyncLocalStorage } from "node:async_hooks";
import {
  openConvexTest,
  type ConvexTestInternals,
  type Database,
  type ModuleResolver,
  type TestBackend,
} from "./convex-test-internals";
import { assertRunning, calls, executions, type Execution } from "./execution";
import { useIndexes, type IndexedDatabase } from "./index-reads";
import { Lock } from "./lock";
import { validateWithoutStacks } from "./quick-validation";
import type { Change } from "./table-indexes";
import type { SchemaJson } from "./types";

export interface Commit {
  ts: bigint;
  changes: Change[];
  /** The mutation that made it; undefined for the deployment's own writes. */
  execution: Execution | undefined;
}

export interface MountedCode {
  schema: SchemaJson | null;
  modules: ModuleResolver;
}

interface Component {
  db: Database;
  reads: IndexedDatabase;
}

/**
 * convex-test made fit to serve: transactions queue fairly, code can be swapped under living data, every commit is
 * told to whoever listens, and a function that was given up cannot write into somebody else's transaction.
 */
export class Backend {
  private readonly lock = new Lock();
  private readonly internals: ConvexTestInternals = openConvexTest();
  /** Components keep their documents while they are not mounted. */
  private readonly components = new Map<string, Component>();
  private readonly listeners: ((commit: Commit) => void)[] = [];
  /** convex-test's async contexts must not leak into what a commit sets off: leave them. */
  private readonly outside = AsyncLocalStorage.snapshot();
  private running: Execution | undefined;
  private committing = false;

  constructor() {
    this.watchTransactions();
    const { db } = this.internals.global.components[""]!;
    this.components.set("", { db, reads: this.indexed(db, "") });
  }

  get test(): TestBackend {
    return this.internals.test;
  }

  get syscalls() {
    return this.internals.global;
  }

  /** Nanoseconds since 1970, as Convex counts. */
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

  /** The outermost query or mutation tells who it is as soon as its transaction is open. */
  enter(execution: Execution): void {
    this.running = execution;
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

  /** Replaces the documents of a component from outside of any transaction: for restoring and resetting only. */
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
    return useIndexes(db, path, () => executions.getStore()?.transaction?.call.reads);
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
      else if (!this.lock.heldHere) await this.lock.acquire({ toRead: calls.getStore()?.toRead });
      if (!nested) this.running = undefined;
      return stock.begin(nested, limits);
    };
    manager.commit = (nested) => {
      if (nested) assertRunning(executions.getStore());
      else this.dropDanglingLevels();
      this.committing = !nested;
      return stock.commit(nested);
    };
    manager.rollback = (nested) => {
      if (nested && executions.getStore()?.transaction?.ended) return;
      if (!nested) this.dropDanglingLevels();
      stock.rollback(nested);
    };
    manager._endTransaction = (nested) => {
      if (!nested) this.announce(manager._lastCommitTs);
      stock.end(nested);
      if (!nested && !this.lock.heldHere) this.lock.release();
    };
  }

  /** Levels that nested calls opened and, because nobody awaited them, never closed. */
  private dropDanglingLevels(): void {
    for (const { db } of Object.values(this.internals.global.components)) db._writes.length = 1;
  }

  /** Before the lock is released, so that listeners see every commit in order and before any answer goes out. */
  private announce(ts: bigint): void {
    const changes: Change[] = [];
    for (const { reads } of this.components.values()) {
      changes.push(...reads.takeChanges());
      reads.closeStreams();
    }
    const execution = this.committing ? this.running : undefined;
    this.running = undefined;
    this.committing = false;
    if (changes.length === 0 && !execution?.call.receipt) return;
    this.outside(() => this.listeners.forEach((listener) => listener({ ts, changes, execution })));
  }
}
