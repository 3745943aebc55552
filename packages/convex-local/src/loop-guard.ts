import { setImmediate, setInterval } from "node:timers";
import { Worker } from "node:worker_threads";
import { forgetContexts } from "./async-context";
import type { Execution } from "./execution";
import { TimedOut } from "./watchdog";

/** How much processor time JavaScript may use without a pause, in milliseconds. */
export interface LoopLimits {
  /**
   * The limit after a function started, or continued after a system call. Convex allows queries and mutations a second.
   */
  function: number;
  /**
   * The limit for all code while an action is running. Code that continues after an action's own timers and fetches
   * cannot be distinguished from other work.
   */
  action: number;
}

const LOOP_LIMITS: LoopLimits = { function: 2000, action: 10_000 };
const BEAT_MS = 20;
const [BEAT, LIMIT_MS, TERMINATED] = [0, 1, 2];

/**
 * Ends functions that never yield. All functions run on the thread that also serves requests, so another thread has to
 * notice and end them: V8 unwinds the running code, and the deployment continues.
 */
export class LoopGuard {
  private readonly shared = new Int32Array(new SharedArrayBuffer(12));
  private readonly actions = new Set<Execution>();
  /** The function that is running on the thread; undefined after the next turn of the event loop. */
  private running: Execution | undefined;
  private worker: Worker | undefined;

  constructor(
    private readonly limits: LoopLimits = LOOP_LIMITS,
    private readonly onEnded: () => void = () => undefined,
  ) {}

  start(): void {
    this.worker = new Worker(new URL("./loop-guard-worker.mjs", import.meta.url), {
      workerData: this.shared.buffer,
      execArgv: [],
    });
    this.worker.unref();
    this.worker.on("message", () => this.endTerminated());
    setInterval(() => Atomics.add(this.shared, BEAT, 1), BEAT_MS).unref();
  }

  async stop(): Promise<void> {
    await this.worker?.terminate();
  }

  /** Call this when a function starts, or continues after a system call. */
  entered(execution: Execution): void {
    if (!this.worker) return;
    if (!execution.transaction) this.actions.add(execution);
    if (!this.running) setImmediate(() => this.left());
    this.running = execution;
    Atomics.store(this.shared, LIMIT_MS, this.limits.function);
  }

  ended(execution: Execution): void {
    this.actions.delete(execution);
  }

  /** Runs work of the deployment itself, such as writing a large state, which may block for as long as it takes. */
  exempt<T>(work: () => T): T {
    const limit = Atomics.exchange(this.shared, LIMIT_MS, 0);
    try {
      return work();
    } finally {
      // The other thread begins to count again from here.
      Atomics.add(this.shared, BEAT, 1);
      Atomics.store(this.shared, LIMIT_MS, limit);
    }
  }

  /** Called in the next turn of the event loop, when the function no longer runs. */
  private left(): void {
    this.endTerminated();
    this.running = undefined;
    Atomics.store(this.shared, LIMIT_MS, this.actions.size > 0 ? this.limits.action : 0);
  }

  /** Fails the functions whose JavaScript was ended, because they can no longer do so themselves. */
  private endTerminated(): void {
    if (Atomics.exchange(this.shared, TERMINATED, 0) === 0) return;
    forgetContexts();
    const { running } = this;
    const [guilty, limit] = running
      ? [[running.transaction ?? running], this.limits.function]
      : [[...this.actions], this.limits.action];
    for (const execution of guilty) execution.stop(new TimedOut(limit));
    this.onEnded();
  }
}
