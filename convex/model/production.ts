import { refusedInProduction } from "../../lib/environment/production";
import { env } from "../_generated/server";

type Name =
  | "BETTER_AUTH_SECRET"
  | "INTERNAL_PROXY_SECRET"
  | "RATE_LIMIT_SCALE"
  | "RESEND_API_KEY"
  | "RESEND_BASE_URL"
  | "RESEND_WEBHOOK_SECRET";

/**
 * The value of a variable, but throws if production has a value that only development may have. The first code that
 * needs the variable refuses, because Convex has no start at which a check could stop a deployment. `npm run doctor`
 * lists all such values at once.
 */
export function productionSafe<N extends Name>(name: N): (typeof env)[N] {
  const problem = refusedInProduction(name, env[name], env.SITE_URL);
  if (problem) throw new Error(`${name} ${problem.what}. ${problem.fix}`);
  return env[name];
}
