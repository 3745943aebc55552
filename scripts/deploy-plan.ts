import { randomBytes } from "node:crypto";
import { CONVEX_VARIABLES } from "../lib/environment/convex";
import type { Source } from "../lib/environment/problem";
import { siteUrlOf } from "../lib/environment/site-url";
import { PlainError } from "./run/plain-error";
import type { SelectionValues } from "./deployment/flag";

/** The only address that a preview may mail if no others are set. It is Resend's test address. */
const SINK = "delivered@resend.dev";

const NO_PREVIEWS =
  "A self-hosted Convex has no preview deployments, so this build would change your only deployment. " +
  "Switch previews off on Vercel, or give them a deployment on Convex Cloud (CONVEX_DEPLOY_KEY, a preview key).";

/**
 * The variables that a build on Vercel sets on Convex before it pushes, so that Next.js and Convex have the same
 * values.
 */
export interface DeployPlan {
  selection: SelectionValues;
  /** Variables to set in any case, because the build has the right values. */
  sets: Record<string, string>;
  /** Variables to set only if they have no value yet. */
  fills: Record<string, string>;
}

/**
 * The variables that this build sets on Convex; null outside Vercel, or if the build has no way to reach a deployment.
 * A preview has a Convex deployment of its own for its branch, so it gets its own SITE_URL and its own list of
 * addresses that may be mailed. All other variables of the Convex side are copied from the Vercel project.
 * @throws PlainError if a preview would change the production deployment
 */
export function deployPlan(env: Source): DeployPlan | null {
  if (env.VERCEL !== "1" || !(env.CONVEX_DEPLOY_KEY || env.CONVEX_SELF_HOSTED_URL)) return null;
  const siteUrl = siteUrlOf(env);
  const sets = { ...givenIn(env), ...(siteUrl ? { SITE_URL: new URL(siteUrl).origin } : {}) };
  if (env.VERCEL_ENV !== "preview") return { selection: {}, sets, fills: {} };
  if (!env.CONVEX_DEPLOY_KEY) throw new PlainError(NO_PREVIEWS);
  return {
    selection: { "preview-name": env.VERCEL_GIT_COMMIT_REF ?? "" },
    sets,
    // A preview's sessions need not outlive the preview, so a random secret is enough. Without an allow-list, the
    // preview could mail anybody.
    fills: { BETTER_AUTH_SECRET: randomBytes(32).toString("base64url"), MAIL_ALLOW_LIST: SINK },
  };
}

function givenIn(env: Source): Record<string, string> {
  return Object.fromEntries(CONVEX_VARIABLES.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}

/**
 * `after` has all variables of the deployment once the plan is applied; `changes` has only those that differ from now.
 */
export function applied({ sets, fills }: DeployPlan, present: Readonly<Record<string, string>>) {
  const after = { ...fills, ...present, ...sets };
  const changes = Object.fromEntries(
    Object.entries(after).filter(([name, value]) => present[name] !== value),
  );
  return { after, changes };
}
