import "server-only";
import { withTimeout } from "@latchkey/login-links/http";
import { cache } from "react";

/** How long a page may wait for Convex in all, in ms: people give up on a blank page soon after. */
const BUDGET_MS = 3_500;

/** React keeps it for one request of a page, so that all calls of that page share it. In a route each call has its own. */
const deadline = cache(() => Date.now() + BUDGET_MS);

/** The answer, or an error once the page has waited for `BUDGET_MS` in all. Only for what may be asked again. */
export function withinBudget<Answer>(answer: Promise<Answer>): Promise<Answer> {
  return withTimeout(() => answer, Math.max(0, deadline() - Date.now()));
}
