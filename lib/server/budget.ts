import "server-only";
import { withTimeout } from "@latchkey/login-links/http";
import { cache } from "react";

/** How long a page may wait for Convex in total, in ms. If a page stays blank for much longer, people give up. */
const BUDGET_MS = 3_500;

/** React caches it for one page request, so that all calls of the page share it. In a route each call gets its own. */
const deadline = cache(() => Date.now() + BUDGET_MS);

/**
 * The answer, or an error once the page has waited for `BUDGET_MS` in total. Only use it for calls that may be
 * repeated.
 */
export function withinBudget<Answer>(answer: Promise<Answer>): Promise<Answer> {
  return withTimeout(() => answer, Math.max(0, deadline() - Date.now()));
}
