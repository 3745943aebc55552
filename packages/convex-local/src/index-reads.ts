/**
 * convex-test answers every query by scanning and sorting every document of the component. This file reads through
 * sorted indexes instead, so the time does not grow with the tables. convex-test still decides what a query means
 * (filters, limits, cursors, refusals): `packages/convex-local/test/index-reads.test.ts` compares the two.
 */
import type {
  Database,
  Doc,
  Page,
  PageRequest,
  RangeFilter,
  ResolvedQuery,
  SerializedQuery,
  WriteLayer,
} from "./convex-test-internals";
import {
  compareEntries,
  entryOf,
  keyRange,
  positionInRead,
  type Entry,
  type KeyRange,
  type RangeRead,
} from "./index-keys";
import { cursorKey, END, fill, limited } from "./query-streams";
import { TableIndexes, tableOf, type Change } from "./table-indexes";

/** Called for everything that a query reads, so that the query can be run again when that changes. */
export interface ReadObserver {
  /** The `until` of `read` is set later if the reading stops before the end of the range. */
  range(componentPath: string, read: RangeRead): void;
  document(componentPath: string, id: string): void;
  /** Where the page ended when it was read before, so that it ends there again. */
  pageEnd(): string | undefined;
  pageRead(page: Page): void;
}

interface Plan extends Omit<ResolvedQuery, "sortedDocs"> {
  read: RangeRead;
}

export interface IndexedDatabase {
  /** The documents that the last commit changed. */
  takeChanges(): Change[];
  /** Drops everything derived from the documents, because they were replaced from outside. */
  reset(): void;
  /** Drops the streams of queries, because their transaction has ended. */
  closeStreams(): void;
}

const WHOLE_TABLE: KeyRange = { prefix: [] };
const CREATION_ORDER = ["_creationTime", "_id"];

/** Replaces the reads of one convex-test database, in place. */
export function useIndexes(
  db: Database,
  componentPath: string,
  observer?: () => ReadObserver | undefined,
): IndexedDatabase {
  return new IndexReads(db, componentPath, observer ?? (() => undefined));
}

class IndexReads implements IndexedDatabase {
  private indexes: TableIndexes | undefined;
  private changes: Change[] = [];
  private readonly streams = new Map<number, Iterator<Doc>>();
  /** The ids that each level of the open transaction has written, by table. */
  private readonly written = new WeakMap<WriteLayer, Map<string, Set<string>>>();
  /** The documents that convex-test gets while it makes a page. */
  private window: Doc[] | undefined;
  private readonly stock: Pick<
    Database,
    "_resolveQuerySource" | "_addWrite" | "commit" | "paginate" | "get" | "_iterateDocs"
  >;

  constructor(
    private readonly db: Database,
    private readonly componentPath: string,
    private readonly observer: () => ReadObserver | undefined,
  ) {
    this.stock = {
      _resolveQuerySource: db._resolveQuerySource.bind(db),
      _addWrite: db._addWrite.bind(db),
      _iterateDocs: db._iterateDocs.bind(db),
      commit: db.commit.bind(db),
      paginate: db.paginate.bind(db),
      get: db.get.bind(db),
    };
    db._addWrite = (id, value) => this.addWrite(id, value);
    db.commit = (ts) => this.commit(ts);
    db.get = (table, id) => this.get(table, id);
    // convex-test decides what a query means; this code finds the documents that it reads.
    db._iterateDocs = () => undefined;
    db._resolveQuerySource = (query) => this.resolve(query);
    db.startQuery = (query) => this.startQuery(query);
    db.queryNext = (id) => this.queryNext(id);
    db.paginate = (request) => this.paginate(request);
  }

  takeChanges(): Change[] {
    const changes = this.changes;
    this.changes = [];
    return changes;
  }

  reset(): void {
    this.indexes = undefined;
  }

  closeStreams(): void {
    this.streams.clear();
  }

  private get committed(): TableIndexes {
    return (this.indexes ??= new TableIndexes(this.db));
  }

  private addWrite(id: string, value: Doc | null): void {
    this.stock._addWrite(id, value);
    const layer = this.db._writes.at(-1)!;
    let tables = this.written.get(layer);
    if (!tables) this.written.set(layer, (tables = new Map<string, Set<string>>()));
    const table = tableOf(id);
    const ids = tables.get(table);
    if (ids) ids.add(id);
    else tables.set(table, new Set([id]));
  }

  private commit(ts: bigint | null): void {
    const outermost = this.db._writes.length === 1 ? Object.keys(this.db._writes[0]!) : [];
    const before = outermost.map((id) => this.db._documents[id] ?? null);
    const indexes = outermost.length > 0 ? this.committed : undefined;
    this.stock.commit(ts);
    outermost.forEach((id, at) => {
      const change = {
        componentPath: this.componentPath,
        table: tableOf(id),
        id,
        before: before[at]!,
        after: this.db._documents[id] ?? null,
      };
      if (!change.before && !change.after) return;
      indexes!.apply(change);
      this.changes.push(change);
    });
  }

  private get(table: string | undefined, id: string): Doc | null {
    this.observer()?.document(this.componentPath, id);
    return this.stock.get(table, id);
  }

  /** convex-test's analysis of a query, without the documents. */
  private plan(query: SerializedQuery): Plan {
    const { source } = query;
    if (source.type === "Search") throw new Error("Text search is not part of the local Convex deployment.");
    const ordered = this.inIndexOrder(query);
    const { filterFn, limit, fieldPathsToSortBy, order } = this.stock._resolveQuerySource(ordered);
    const scan = source.type === "FullTableScan";
    const read: RangeRead = scan
      ? { table: source.tableName!, fields: CREATION_ORDER, range: WHOLE_TABLE, order }
      : {
          table: source.indexName!.split(".")[0]!,
          fields: fieldPathsToSortBy,
          range: keyRange(ordered.source.range ?? []),
          order,
        };
    return { read, filterFn, limit, fieldPathsToSortBy, order };
  }

  /** Convex accepts the equalities of a range in any order: `compile` in crates/common/src/query.rs. */
  private inIndexOrder(query: SerializedQuery): SerializedQuery {
    const { source } = query;
    if (!source.range || source.range.length < 2) return query;
    const whole = this.stock._resolveQuerySource({ ...query, source: { ...source, range: [] } });
    const place = ({ type, fieldPath }: RangeFilter) =>
      type === "Eq" ? whole.fieldPathsToSortBy.indexOf(fieldPath) : Infinity;
    const range = source.range.toSorted((a, b) => place(a) - place(b) || 0);
    return { ...query, source: { ...source, range } };
  }

  private resolve(query: SerializedQuery): ResolvedQuery {
    const plan = this.plan(query);
    return { ...plan, sortedDocs: this.window ?? [...this.read(plan.read)] };
  }

  private startQuery(query: SerializedQuery): number {
    const id = this.db._nextQueryId++;
    this.streams.set(id, this.stream(query));
    return id;
  }

  private stream(query: SerializedQuery): Iterator<Doc> {
    const plan = this.plan(query);
    const read = { ...plan.read };
    return limited(this.read(read), plan.filterFn, plan.limit, (last) => {
      read.until = entryOf(last, read.fields).key;
    });
  }

  private queryNext(id: number): { value: Doc | null; done: boolean } {
    const stream = this.streams.get(id);
    if (!stream) throw new Error("Bad queryId");
    const next = stream.next();
    return next.done ? { value: null, done: true } : { value: next.value, done: false };
  }

  /**
   * Documents in order, one at a time, so stopping early reads little. Writes of the open transaction so far are merged
   * in; later writes do not show, as in convex-test.
   */
  private read(read: RangeRead): Generator<Doc> {
    this.observer()?.range(this.componentPath, read);
    const pending = this.pendingDocs(read.table);
    const own = [...pending.values()].flatMap((doc) => (doc ? [entryOf(doc, read.fields)] : []));
    const direction = read.order === "asc" ? 1 : -1;
    const matching = own.filter(({ key }) => positionInRead(read, key) === 0);
    matching.sort((a, b) => compareEntries(a, b) * direction);
    return this.merge({ ...read }, pending, matching);
  }

  private *merge(read: RangeRead, pending: Map<string, Doc | null>, own: Entry[]): Generator<Doc> {
    const entries = this.committed.entries(read.table, read.fields);
    const position = (entry: Entry) => positionInRead(read, entry.key);
    const direction = read.order === "asc" ? 1 : -1;
    let next = 0;
    for (const entry of direction === 1 ? entries.ascending(position) : entries.descending(position)) {
      if (position(entry) !== 0) break;
      if (pending.has(entry.doc._id)) continue;
      while (next < own.length && compareEntries(own[next]!, entry) * direction < 0) yield own[next++]!.doc;
      yield entry.doc;
    }
    while (next < own.length) yield own[next++]!.doc;
  }

  /** The open transaction's changes to documents of the table: null for deleted ones. */
  private pendingDocs(table: string): Map<string, Doc | null> {
    const pending = new Map<string, Doc | null>();
    for (const layer of this.db._writes)
      for (const id of this.written.get(layer)?.get(table) ?? []) pending.set(id, layer[id] ?? null);
    return pending;
  }

  private paginate(request: PageRequest): Page {
    const observer = this.observer();
    const endCursor = request.endCursor ?? observer?.pageEnd();
    const page = this.page({ ...request, endCursor });
    // If the last document of a page was deleted, convex-test reports the end of the list. Convex ends the page where
    // it ended before.
    if (endCursor && endCursor !== END && page.pageStatus !== "SplitRequired")
      Object.assign(page, { isDone: false, continueCursor: endCursor });
    observer?.pageRead(page);
    return page;
  }

  /**
   * Lets convex-test make the page from the documents after the cursor. If they were too few for a whole page, it gets
   * more.
   */
  private page(request: PageRequest): Page {
    if (request.cursor === END) return this.stock.paginate(request);
    const plan = this.plan(request.query);
    const read = { ...plan.read, after: cursorKey(request.cursor), until: cursorKey(request.endCursor) };
    const docs = this.read(read);
    const window: Doc[] = [];
    for (let size = request.pageSize + 1; ; size *= 2) {
      const complete = fill(window, docs, size);
      const page = this.pageOf(window, request);
      if (!page.isDone) read.until = cursorKey(page.continueCursor);
      if (complete || !page.isDone) return page;
    }
  }

  private pageOf(window: Doc[], request: PageRequest): Page {
    this.window = window;
    try {
      return this.stock.paginate(request);
    } finally {
      this.window = undefined;
    }
  }
}
