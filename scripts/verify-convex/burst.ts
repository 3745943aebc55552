import { CONFLICT } from "@latchkey/login-links/http";
import { newSender } from "./sender";
import { counted } from "./texts";

/** Calls that were made at the same moment. */
export interface Burst {
  calls: number;
  /** Of those that got what they wanted. */
  tookMs: number[];
  /** Why the others were turned away. */
  refused: string[];
  /** Convex's 503, after the last repeat: what the person would have read as "unreachable". */
  lost: number;
  /** Any other error. */
  failed: string[];
  /** 503s on the way, and calls that were sent again for them. */
  busy: number;
  repeats: number;
}

interface Answer {
  ok: boolean;
  reason?: string;
}

/** Everybody acts at once, each with a connection that repeats as Next does. */
export async function burstOf<Person>(
  people: readonly Person[],
  act: (person: Person, send: typeof fetch) => Promise<Answer>,
): Promise<Burst> {
  const burst: Burst = {
    calls: people.length,
    tookMs: [],
    refused: [],
    lost: 0,
    failed: [],
    busy: 0,
    repeats: 0,
  };
  await Promise.all(people.map((person) => note(burst, (send) => act(person, send))));
  return burst;
}

async function note(burst: Burst, act: (send: typeof fetch) => Promise<Answer>): Promise<void> {
  const { send, seen } = newSender();
  const startedAt = performance.now();
  try {
    const { ok, reason } = await act(send);
    if (ok) burst.tookMs.push(performance.now() - startedAt);
    else burst.refused.push(reason ?? "no reason given");
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (message.includes(CONFLICT)) burst.lost++;
    else burst.failed.push(message);
  }
  burst.busy += seen.busy;
  burst.repeats += seen.repeats;
}

/** Answers that somebody who did nothing wrong should not get. */
export function faultsOf(name: string, { refused, lost, failed }: Burst): string[] {
  return [
    ...(lost > 0 ? [`${name}: ${lost} still got a 503 after the last repeat`] : []),
    ...counted(refused).map(([reason, times]) => `${name}: ${times} refused (${reason})`),
    ...counted(failed).map(([message, times]) => `${name}: ${times} failed (${message})`),
  ];
}
