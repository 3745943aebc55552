import { repeatingConflicts, TIMEOUT_MS } from "@latchkey/login-links/http";

/** What somebody met on the way to their answer. */
export interface Seen {
  /** Answers with status 503. */
  busy: number;
  /** How often a call was sent again. */
  repeats: number;
}

/** `fetch` as Next.js calls Convex with it for a visitor, and what it met. */
export function newSender(send: typeof fetch = fetch): { send: typeof fetch; seen: Seen } {
  const seen: Seen = { busy: 0, repeats: 0 };
  const counting: typeof fetch = async (input, init) => {
    const response = await send(input, init);
    if (response.status === 503) seen.busy++;
    return response;
  };
  const onConflict = () => void seen.repeats++;
  return { send: repeatingConflicts(counting, { budgetMs: TIMEOUT_MS, onConflict }), seen };
}
