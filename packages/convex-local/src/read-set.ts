import type { Page } from "./convex-test-internals";
import { entryOf, positionInRead, type RangeRead } from "./index-keys";
import type { ReadObserver } from "./index-reads";
import type { Change } from "./table-indexes";

/** Everything that one transaction has read. */
export class ReadSet implements ReadObserver {
  private readonly documents = new Set<string>();
  private readonly ranges = new Map<string, RangeRead[]>();

  range(componentPath: string, read: RangeRead): void {
    const key = `${componentPath}/${read.table}`;
    const ranges = this.ranges.get(key);
    if (ranges) ranges.push(read);
    else this.ranges.set(key, [read]);
  }

  document(componentPath: string, id: string): void {
    this.documents.add(`${componentPath}/${id}`);
  }

  pageEnd(): string | undefined {
    return undefined;
  }

  pageRead(_page: Page): void {}

  touchedBy({ componentPath, table, id, before, after }: Change): boolean {
    if (this.documents.has(`${componentPath}/${id}`)) return true;
    const ranges = this.ranges.get(`${componentPath}/${table}`) ?? [];
    return ranges.some((read) =>
      [before, after].some((doc) => doc && positionInRead(read, entryOf(doc, read.fields).key) === 0),
    );
  }
}

/** What one run of a subscribed query has read. The query has to run again only if a commit changes any of it. */
export class QueryReads extends ReadSet {
  private end: string | undefined;

  /** @param journal The `journal` of the previous run, so that a page ends where it did. */
  constructor(journal: string | null = null) {
    super();
    this.end = journal === null ? undefined : (JSON.parse(journal) as { endCursor: string }).endCursor;
  }

  /** Convex's query journal: null when the query read no page. */
  get journal(): string | null {
    return this.end === undefined ? null : JSON.stringify({ endCursor: this.end });
  }

  override pageEnd(): string | undefined {
    return this.end;
  }

  override pageRead(page: Page): void {
    this.end = page.continueCursor;
  }
}
