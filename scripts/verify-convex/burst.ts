import { CONFLICT } from "@latchkey/login-links/http";
import { newSender } from "./sender";
import { counted } from "./texts";

/** Calls that were made at the same moment. */
export interface Burst {
  calls: number;
  /** How long each successful call took, in ms. */
  tookMs: number[];
  /** The reasons why the app refused calls, one for each call. */
  refused: string[];
  /** Calls that got a 503 from Convex even after the last retry. A person would have read "unreachable". */
  lost: number;
  /** Any other error. */
  failed: string[];
  /** Responses with status 503, and how often calls were repeated because of them. */
  busy: number;
  repeats: number;
}

interface Answer {
  ok: boolean;
  reason?: string;
}

/** Calls `act` for all people at the same moment. Each has a `send` of their own that repeats calls as Next.js does. */
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

/** Answers that a person who did nothing wrong should not get. */
export function faultsOf(name: string, { refused, lost, failed }: Burst): string[] {
  return [
    ...(lost > 0 ? [`${name}: ${lost} still got a 503 after the last repeat`] : []),
    ...counted(refused).map(([reason, times]) => `${name}: ${times} refused (${reason})`),
    ...counted(failed).map(([message, times]) => `${name}: ${times} failed (${message})`),
  ];
}
