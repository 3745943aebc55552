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
 * The value of an environment variable. The check runs when code reads the variable, because Convex has no startup at
 * which a check could stop a deployment. `npm run doctor` lists all such values at once.
 * @throws if this is production and the value is only allowed in development
 */
export function productionSafe<N extends Name>(name: N): (typeof env)[N] {
  const problem = refusedInProduction(name, env[name], env.SITE_URL);
  if (problem) throw new Error(`${name} ${problem.what}. ${problem.fix}`);
  return env[name];
}
