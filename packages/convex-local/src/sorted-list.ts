/**
 * Sorted items, in chunks that are short enough that an insert moves little, however long the list is. `compare` is a
 * total order: no two items are equal.
 */
export class SortedList<T> {
  private chunks: T[][] = [];
  private static readonly CHUNK = 512;

  constructor(
    private readonly compare: (a: T, b: T) => number,
    items: T[] = [],
  ) {
    const sorted = items.sort(compare);
    for (let at = 0; at < sorted.length; at += SortedList.CHUNK)
      this.chunks.push(sorted.slice(at, at + SortedList.CHUNK));
  }

  add(item: T): void {
    const [chunkIndex, index] = this.find((other) => this.compare(other, item));
    const chunk = this.chunks[chunkIndex] ?? this.chunks.at(-1);
    if (!chunk) {
      this.chunks.push([item]);
      return;
    }
    if (chunkIndex === this.chunks.length) chunk.push(item);
    else chunk.splice(index, 0, item);
    if (chunk.length > 2 * SortedList.CHUNK) this.split(Math.min(chunkIndex, this.chunks.length - 1));
  }

  remove(item: T): void {
    const [chunkIndex, index] = this.find((other) => this.compare(other, item));
    const chunk = this.chunks[chunkIndex];
    const found = chunk?.[index];
    if (!chunk || found === undefined || this.compare(found, item) !== 0) return;
    chunk.splice(index, 1);
    if (chunk.length === 0) this.chunks.splice(chunkIndex, 1);
  }

  /**
   * The items upwards, from the first one whose `position` is not negative. Positions never decrease along the list.
   */
  *ascending(position: (item: T) => number): Generator<T, void, undefined> {
    const [start, index] = this.find(position);
    for (let c = start; c < this.chunks.length; c++) {
      const chunk = this.chunks[c]!;
      for (let i = c === start ? index : 0; i < chunk.length; i++) yield chunk[i]!;
    }
  }

  /** The items downwards, from the last one whose `position` is not positive. */
  *descending(position: (item: T) => number): Generator<T, void, undefined> {
    const [start, index] = this.find((item) => (position(item) > 0 ? 0 : -1));
    for (let c = Math.min(start, this.chunks.length - 1); c >= 0; c--) {
      const chunk = this.chunks[c]!;
      for (let i = c === start ? index - 1 : chunk.length - 1; i >= 0; i--) yield chunk[i]!;
    }
  }

  /**
   * The place of the first item with `position >= 0`: its chunk and its index in the chunk; after the end, the number
   * of chunks and 0.
   */
  private find(position: (item: T) => number): [chunk: number, index: number] {
    const chunkIndex = firstIndex(this.chunks, (chunk) => position(chunk[chunk.length - 1]!) >= 0);
    const chunk = this.chunks[chunkIndex];
    return chunk ? [chunkIndex, firstIndex(chunk, (item) => position(item) >= 0)] : [chunkIndex, 0];
  }

  private split(chunkIndex: number): void {
    const chunk = this.chunks[chunkIndex]!;
    this.chunks.splice(chunkIndex + 1, 0, chunk.splice(chunk.length >> 1));
  }
}

/** The first index for which `holds` is true. `holds` must be true for all later items too. */
function firstIndex<T>(items: T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
