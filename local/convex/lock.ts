import { AsyncLocalStorage } from "node:async_hooks";

/**
 * One transaction at a time, first come first served. Who already holds the lock (in the same async context) passes,
 * so that several queries can run at one snapshot.
 */
export class Lock {
  private held = false;
  private readonly waiting: (() => void)[] = [];
  private readonly holders = new AsyncLocalStorage<boolean>();

  get heldHere(): boolean {
    return this.holders.getStore() === true;
  }

  async acquire(): Promise<void> {
    if (this.held) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.held = true;
  }

  release(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.held = false;
  }

  async run<T>(work: () => Promise<T> | T): Promise<T> {
    if (this.heldHere) return work();
    await this.acquire();
    try {
      return await this.holders.run(true, work);
    } finally {
      this.release();
    }
  }
}
