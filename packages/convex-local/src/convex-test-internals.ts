/**
 * The only file that depends on convex-test's internals. convex-test is pinned to an exact version, and every internal
 * that is used is checked when the process starts, so that an upgrade fails with a clear message and not in the middle
 * of a call.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { convexTest } from "convex-test";
import type { Value } from "convex/values";
import type { SchemaJson } from "./types";

export type Doc = Record<string, Value> & { _id: string; _creationTime: number };
/** The writes of one level of a transaction: id to document, or to null if it is deleted. */
export type WriteLayer = Record<string, Doc | null>;

export interface QuerySource {
  type: "FullTableScan" | "IndexRange" | "Search";
  tableName?: string;
  indexName?: string;
  order?: "asc" | "desc";
  range?: RangeFilter[];
}
export interface RangeFilter {
  type: "Eq" | "Gt" | "Gte" | "Lt" | "Lte";
  fieldPath: string;
  value: unknown;
}
export interface SerializedQuery {
  source: QuerySource;
  operators: unknown[];
}
export interface ResolvedQuery {
  sortedDocs: Doc[];
  filterFn: (doc: Doc) => boolean;
  limit: number | null;
  fieldPathsToSortBy: string[];
  order: "asc" | "desc";
}
export interface PageRequest {
  query: SerializedQuery;
  cursor: string | null;
  endCursor?: string | null;
  pageSize: number;
  maximumRowsRead?: number;
  maximumBytesRead?: number;
}
export interface Page {
  page: Doc[];
  isDone: boolean;
  continueCursor: string;
  splitCursor: string | null;
  pageStatus: "SplitRequired" | "SplitRecommended" | null;
}

/** convex-test's `DatabaseFake`: the documents of one component. */
export interface Database {
  _documents: Record<string, Doc>;
  _writes: WriteLayer[];
  _nextDocId: number;
  _nextQueryId: number;
  _lastCreationTime: number;
  _schema: unknown;
  _addWrite(id: string, value: Doc | null): void;
  _validate(table: string, value: unknown): void;
  _iterateDocs(table: string, visit: (doc: Doc) => void): void;
  _resolveQuerySource(query: SerializedQuery): ResolvedQuery;
  startQuery(query: SerializedQuery): number;
  queryNext(id: number): { value: Doc | null; done: boolean };
  paginate(request: PageRequest): Page;
  get(table: string | undefined, id: string): Doc | null;
  insert(table: string, value: Record<string, Value>): string;
  patch(table: string, id: string, value: Record<string, unknown>): void;
  delete(table: string, id: string): void;
  commit(ts: bigint | null): void;
}

/** Loads a module by its path without extension; the exports look like Convex functions. */
export type ModuleResolver = (path: string) => Promise<Record<string, unknown>>;

export interface TransactionManager {
  _waitOnCurrentFunction: Promise<void> | null;
  _lastCommitTs: bigint;
  begin(nested: boolean, limits?: unknown): Promise<void>;
  commit(nested: boolean): bigint | null;
  rollback(nested: boolean): void;
  _endTransaction(nested: boolean): void;
  stashWrites(): unknown;
  restoreWrites(stashed: unknown): void;
  getMetricsTracker(): MetricsTracker | null;
}

export interface MetricsTracker {
  trackScheduledFunction(bytes: number): void;
  getTransactionMetrics(): { documentsRead: { used: number } };
}

export interface ConvexGlobal {
  components: Record<string, { db: Database; modules: ModuleResolver }>;
  transactionManager: TransactionManager;
  syscall: (op: string, args: string) => string;
  asyncSyscall: (op: string, args: string) => Promise<string>;
  jsSyscall: (op: string, args: Record<string, unknown>) => Promise<unknown>;
}

export interface FunctionPath {
  componentPath: string;
  udfPath: string;
}
type ByPath = (path: FunctionPath, args: Record<string, Value>) => Promise<Value>;

/** What `convexTest()` returns, with the methods that its types leave out. */
export interface TestBackend {
  queryFromPath: ByPath;
  mutationFromPath: ByPath;
  actionFromPath: ByPath;
  runInComponent<T>(componentPath: string, handler: () => Promise<T>): Promise<T>;
  fetch(path: string, init: { method: string }): Promise<Response>;
  withIdentity(identity: Record<string, unknown>): TestBackend;
  withRequestMetadata(metadata: { ip: string | null; userAgent: string | null }): TestBackend;
}

export interface ConvexTestInternals {
  test: TestBackend;
  global: ConvexGlobal;
  createDatabase(schema: SchemaJson | null, componentPath: string): Database;
  toSchema(schema: SchemaJson | null): unknown;
  /** Throws convex-test's message if the value does not fit the validator (as JSON). */
  validate(validator: object, value: unknown): void;
}

const EMPTY_MODULES = { "./_generated/none.js": () => Promise.resolve({}) };

/** A fresh, empty backend with transaction limits on. Throws a clear error if convex-test's internals have changed. */
export function openConvexTest(): ConvexTestInternals {
  const test = convexTest({ modules: EMPTY_MODULES, transactionLimits: true }) as unknown as TestBackend;
  const global = captureGlobal(test);
  checkShapes(test, global);
  const Fake = global.components[""]!.db.constructor as new (
    schema: unknown,
    componentPath: string,
  ) => Database;
  const newDatabase = (schema: unknown, componentPath: string) => new Fake(schema, componentPath);
  return {
    test,
    global,
    createDatabase: (schema, componentPath) => newDatabase(schemaDefinition(schema), componentPath),
    toSchema: (schema) => newDatabase(schemaDefinition(schema), "")._schema,
    validate: validation((schema) => newDatabase(schema, "")),
  };
}

/**
 * convex-test only validates documents, so this validates a value inside the document of a table with that validator.
 */
function validation(newDatabase: (schema: unknown) => Database): ConvexTestInternals["validate"] {
  const tables = new WeakMap<object, Database>();
  return (validator, value) => {
    let table = tables.get(validator);
    // The value is put into an array, because the fields of a document must follow naming rules, and those of a value
    // need not.
    if (!table)
      tables.set(validator, (table = newDatabase(singleTableSchema({ type: "array", value: validator }))));
    table._validate("value", [value]);
  };
}

/** convex-test keeps its state in its own AsyncLocalStorage; this intercepts the value that is stored there. */
function captureGlobal(test: TestBackend): ConvexGlobal {
  const run = Reflect.get(AsyncLocalStorage.prototype, "run") as (...args: unknown[]) => unknown;
  let found: ConvexGlobal | undefined;
  AsyncLocalStorage.prototype.run = function (this: unknown, store: unknown, ...rest: unknown[]) {
    if (isConvexGlobal(store)) found = store;
    return run.call(this, store, ...rest);
  } as typeof AsyncLocalStorage.prototype.run;
  try {
    // This call fails, but it enters the context first, which is enough.
    void test.queryFromPath({ componentPath: "", udfPath: "none" }, {}).catch(() => undefined);
  } finally {
    AsyncLocalStorage.prototype.run = run as typeof AsyncLocalStorage.prototype.run;
  }
  if (!found) throw unexpected("its state in an AsyncLocalStorage");
  return found;
}

function isConvexGlobal(store: unknown): store is ConvexGlobal {
  return (
    typeof store === "object" && store !== null && "transactionManager" in store && "components" in store
  );
}

const METHODS = {
  test: [
    "queryFromPath",
    "mutationFromPath",
    "actionFromPath",
    "runInComponent",
    "fetch",
    "withIdentity",
    "withRequestMetadata",
  ],
  global: ["syscall", "asyncSyscall", "jsSyscall"],
  transactionManager: [
    "begin",
    "commit",
    "rollback",
    "_endTransaction",
    "stashWrites",
    "restoreWrites",
    "getMetricsTracker",
  ],
  database: [
    "_addWrite",
    "_validate",
    "_iterateDocs",
    "_resolveQuerySource",
    "startQuery",
    "queryNext",
    "paginate",
    "get",
    "insert",
    "patch",
    "delete",
    "commit",
  ],
} as const;

function checkShapes(test: TestBackend, global: ConvexGlobal): void {
  const db = global.components[""]?.db;
  if (!db) throw unexpected("a database for the app");
  const places = { test, global, transactionManager: global.transactionManager, database: db };
  for (const [place, names] of Object.entries(METHODS))
    for (const name of names)
      if (typeof Reflect.get(places[place as keyof typeof places], name) !== "function")
        throw unexpected(`the method ${name} of its ${place}`);
  for (const name of ["_documents", "_writes", "_nextDocId", "_nextQueryId", "_lastCreationTime", "_schema"])
    if (!(name in db)) throw unexpected(`the field ${name} of its database`);
  for (const name of ["_lastCommitTs", "_waitOnCurrentFunction"])
    if (!(name in global.transactionManager)) throw unexpected(`the field ${name} of its transactionManager`);
}

function unexpected(what: string): Error {
  return new Error(
    `The local Convex deployment leans on convex-test 0.0.70 and misses ${what}: install exactly that version.`,
  );
}

function schemaDefinition(schema: SchemaJson | null): unknown {
  if (!schema) return null;
  const tables = schema.tables.map((table) => [table.tableName, { export: () => table }] as const);
  return { schemaValidation: schema.schemaValidation, tables: Object.fromEntries(tables) };
}

function singleTableSchema(documentType: unknown): unknown {
  return {
    schemaValidation: true,
    tables: {
      value: { export: () => ({ documentType, indexes: [], searchIndexes: [], vectorIndexes: [] }) },
    },
  };
}
