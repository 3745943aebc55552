import { setTimeout as sleep } from "node:timers/promises";
import { Changes } from "../changes";
import { CUT, errorReply, type Call, type Reply } from "../http/reply";
import { errorOf, type Fault } from "./fault";

/** The faults that still wait for a call, first come first served. */
export class Faults extends Changes {
  private queue: Fault[] = [];

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

  /** The fault of this call, used up once. */
  take(): Fault | null {
    const fault = this.queue[0];
    if (!fault) return null;
    fault.times--;
    if (fault.times === 0) this.queue.shift();
    this.changed();
    return fault;
  }
}

/** Before the work: the reply that keeps it from being done, or null where the mail is to be taken in. */
export async function beforeWork(fault: Fault | null, call: Call): Promise<Reply | null> {
  if (fault?.mode === "slow")
    await sleep(fault.delayMs, undefined, { signal: call.gone }).catch(() => undefined);
  if (!fault || fault.mode === "slow" || fault.accept) return null;
  return spoil(fault, call);
}

/** After the work: the reply that takes the place of the true one. */
export async function afterWork(fault: Fault | null, call: Call, reply: Reply): Promise<Reply> {
  return !fault || fault.mode === "slow" ? reply : spoil(fault, call);
}

async function spoil(fault: Fault, call: Call): Promise<Reply> {
  if (fault.mode === "hang") await untilAborted(call.gone);
  return fault.mode ? CUT : errorReply(errorOf(fault));
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
