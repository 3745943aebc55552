import type { Database, Doc } from "./convex-test-internals";
import { compareEntries, entryOf, type Entry } from "./index-keys";
import { SortedList } from "./sorted-list";

/** A document before and after a transaction. */
export interface Change {
  componentPath: string;
  table: string;
  id: string;
  before: Doc | null;
  after: Doc | null;
}

/** convex-test's ids end with the name of their table. */
export function tableOf(id: string): string {
  return id.replace(/^[0-9]+/, "");
}

interface Table {
  docs: Map<string, Doc>;
  /** The indexes by their fields, joined with commas. */
  indexes: Map<string, { fields: string[]; entries: SortedList<Entry> }>;
}

/** The committed documents of a component by table, sorted by each index that has been used. */
export class TableIndexes {
  private readonly tables = new Map<string, Table>();

  constructor(db: Database) {
    for (const doc of Object.values(db._documents)) this.table(tableOf(doc._id)).docs.set(doc._id, doc);
  }

  entries(tableName: string, fields: string[]): SortedList<Entry> {
    const table = this.table(tableName);
    const name = fields.join(",");
    let index = table.indexes.get(name);
    if (!index) {
      const entries = new SortedList(
        compareEntries,
        Array.from(table.docs.values(), (doc) => entryOf(doc, fields)),
      );
      table.indexes.set(name, (index = { fields, entries }));
    }
    return index.entries;
  }

  apply({ table: tableName, id, before, after }: Change): void {
    const table = this.table(tableName);
    if (after) table.docs.set(id, after);
    else table.docs.delete(id);
    for (const { fields, entries } of table.indexes.values()) {
      if (before) entries.remove(entryOf(before, fields));
      if (after) entries.add(entryOf(after, fields));
    }
  }

  private table(name: string): Table {
    let table = this.tables.get(name);
    if (!table) this.tables.set(name, (table = { docs: new Map(), indexes: new Map() }));
    return table;
  }
}
