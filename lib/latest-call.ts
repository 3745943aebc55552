/**
 * Makes one call at a time. While a call is running, only the newest request waits, because the results of older ones
 * would be replaced at once.
 */
export class LatestCall<Given> {
  #waiting: { given: Given } | null = null;
  #isRunning = false;

  constructor(private readonly call: (given: Given) => Promise<void>) {}

  request(given: Given): void {
    this.#waiting = { given };
    if (!this.#isRunning) void this.#run();
  }

  /** Drops the waiting request. */
  stop(): void {
    this.#waiting = null;
  }

  /** `call` handles its own errors. */
  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting) {
      const { given } = this.#waiting;
      this.#waiting = null;
      await this.call(given);
    }
    this.#isRunning = false;
  }
}
