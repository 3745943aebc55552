import "server-only";
import { withinBudget } from "./budget";
import { log } from "./log";
import { getRequestId } from "./request-context";

/** What Convex answers within the page's budget, or "unreachable", which is logged as `event`. */
export async function orUnreachable<Answer>(
  event: string,
  ask: () => Promise<Answer>,
): Promise<Answer | "unreachable"> {
  try {
    return await withinBudget(ask());
  } catch (error) {
    log.error(event, error, { requestId: await getRequestId() });
    return "unreachable";
  }
}
