import { randomBytes } from "node:crypto";
import { CONVEX_VARIABLES } from "../lib/environment/convex";
import type { Source } from "../lib/environment/problem";
import { siteUrlOf } from "../lib/environment/site-url";
import { PlainError } from "./run/plain-error";
import type { SelectionValues } from "./deployment/flag";

/** Whom a preview may mail where nobody else is named: Resend's own sink. */
const SINK = "delivered@resend.dev";

const NO_PREVIEWS =
  "A self-hosted Convex has no preview deployments, so this build would change your only deployment." +
  "Switch previews off on Vercel, or give them a deployment on Convex Cloud (CONVEX_DEPLOY_KEY, a preview key).";

/** What a build on Vercel sets on Convex before the functions are pushed, so that both sides are told the same. */
export interface DeployPlan {
  selection: SelectionValues;
  /** Set whatever was there: the build knows better. */
  sets: Record<string, string>;
  /** Set where there is nothing yet. */
  fills: Record<string, string>;
}

/**
 * Null outside Vercel, and without a key that could set anything. A preview's Convex deployment is named after the branch, and
 * its own address and whom it may mail are its own too; every other variable of the Convex side that the project on
 * Vercel has is handed on.
 * @throws PlainError where a preview would change the deployment that production has
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
    // Its sessions need not outlive it, and without a list it would mail everybody.
    fills: { BETTER_AUTH_SECRET: randomBytes(32).toString("base64url"), MAIL_ALLOW_LIST: SINK },
  };
}

function givenIn(env: Source): Record<string, string> {
  return Object.fromEntries(CONVEX_VARIABLES.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}

/** What the deployment will have, and which of it is news. */
export function applied({ sets, fills }: DeployPlan, present: Readonly<Record<string, string>>) {
  const after = { ...fills, ...present, ...sets };
  const changes = Object.fromEntries(
    Object.entries(after).filter(([name, value]) => present[name] !== value),
  );
  return { after, changes };
}
