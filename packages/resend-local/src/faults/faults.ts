import { setTimeout as sleep } from "node:timers/promises";
import { Changes } from "../changes";
import { CUT, errorReply, type Call, type Reply } from "../http/reply";
import { errorOf, type Fault } from "./fault";

/** The faults that are still waiting for a call, in order. */
export class Faults extends Changes {
  private queue: Fault[] = [];
  private held = 0;

  /** How many calls a fault is keeping waiting now. */
  get holding(): number {
    return this.held;
  }

  list(): Fault[] {
    return this.queue;
  }

  add(fault: Fault): void {
    this.queue.push({ ...fault });
    this.changed();
  }

  clear(): void {
    this.queue = [];
    this.changed();
  }

  /** The first fault for calls of this path, or null. Counts as one of the fault's `times`. */
  take(path: string): Fault | null {
    const fault = this.queue.find((one) => one.path === undefined || one.path === path);
    if (!fault) return null;
    fault.times--;
    if (fault.times === 0) this.queue = this.queue.filter((one) => one !== fault);
    this.changed();
    return fault;
  }

  /**
   * Call this before the work. Returns the reply to send instead of doing the work, or null if the mail is to be
   * accepted.
   */
  async beforeWork(fault: Fault | null, call: Call): Promise<Reply | null> {
    if (fault?.mode === "slow") await this.hold(wait(fault.delayMs, call.gone));
    if (!fault || fault.mode === "slow" || fault.accept) return null;
    return this.spoil(fault, call);
  }

  /** Call this after the work. Returns the reply to send in place of the real one. */
  async afterWork(fault: Fault | null, call: Call, reply: Reply): Promise<Reply> {
    return !fault || fault.mode === "slow" ? reply : this.spoil(fault, call);
  }

  private async spoil(fault: Fault, call: Call): Promise<Reply> {
    if (fault.mode === "hang") await this.hold(untilAborted(call.gone));
    return fault.mode ? CUT : errorReply(errorOf(fault));
  }

  private async hold(waiting: Promise<void>): Promise<void> {
    this.held++;
    await waiting.finally(() => this.held--);
  }
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
