import { repeatingConflicts, TIMEOUT_MS } from "@latchkey/login-links/http";

/** What happened before a caller got the last response. */
export interface Seen {
  /** Answers with status 503. */
  busy: number;
  /** How often a call was sent again. */
  repeats: number;
}

/** The `fetch` that Next.js uses for visitors' calls to Convex, and what it encountered. */
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
