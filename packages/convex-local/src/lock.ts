import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate } from "node:timers";

/** How many readers in a row may overtake a waiting transaction. */
const READERS_IN_A_ROW = 8;
/**
 * How often the lock pauses, in ms, so that timers and sockets get a turn. Consecutive transactions consist of
 * microtasks only, which would keep them waiting.
 */
const PAUSE_EVERY = 5;

/**
 * Runs one transaction at a time, in the order in which they were requested. Readers go first, because on Convex
 * queries do not wait for mutations. Code that already holds the lock (in the same async context) passes, so that
 * several queries can run on one snapshot.
 */
export class Lock {
  private held = false;
  /** How many calls are inside `run`: one or none. */
  private runs = 0;
  private readonly writers: (() => void)[] = [];
  private readonly readers: (() => void)[] = [];
  private readersInARow = 0;
  private pausedAt = 0;
  private readonly holders = new AsyncLocalStorage<boolean>();

  get heldHere(): boolean {
    return this.holders.getStore() === true;
  }

  async acquire({ toRead = false } = {}): Promise<void> {
    const line = toRead ? this.readers : this.writers;
    if (this.held) await new Promise<void>((resolve) => line.push(resolve));
    this.held = true;
  }

  release(): void {
    const next = this.next();
    if (!next) this.held = false;
    else if (performance.now() < this.pausedAt + PAUSE_EVERY) next();
    else setImmediate(() => this.resume(next));
  }

  /** Releases the lock if the transaction that received it never started. Does nothing while code runs inside `run`. */
  reclaim(): void {
    if (this.held && this.runs === 0) this.release();
  }

  private resume(next: () => void): void {
    this.pausedAt = performance.now();
    next();
  }

  private next(): (() => void) | undefined {
    const isWritersTurn = this.readersInARow >= READERS_IN_A_ROW && this.writers.length > 0;
    const reader = isWritersTurn ? undefined : this.readers.shift();
    this.readersInARow = reader ? this.readersInARow + 1 : 0;
    return reader ?? this.writers.shift();
  }

  async run<T>(work: () => Promise<T> | T, { toRead = false } = {}): Promise<T> {
    if (this.heldHere) return work();
    await this.acquire({ toRead });
    this.runs += 1;
    try {
      return await this.holders.run(true, work);
    } finally {
      this.runs -= 1;
      this.release();
    }
  }
}
