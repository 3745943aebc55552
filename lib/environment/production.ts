import type { Problem, Source } from "./problem";
import { isOnThisMachine } from "./this-machine";

/** Values that belong on a developer's machine. Both sides refuse them unless SITE_URL is on this machine. */

/** The secrets that `npm run dev` generates begin with this, so that production can recognise and refuse them. */
export const DEVELOPMENT_MARK = "local_";

type Rule = { isRefused(value: string): boolean; what: string; fix: string };

const MADE_HERE = "was made by `npm run dev` for one machine";

const ownSecret: Rule = {
  isRefused: (value) => value.startsWith(DEVELOPMENT_MARK),
  what: MADE_HERE,
  fix: "Make one for this deployment: openssl rand -base64 32",
};

const ownConvex: Rule = {
  isRefused: isOnThisMachine,
  what: "is on this machine, where browsers elsewhere cannot reach it",
  fix: "Give the address of the deployment itself, as its dashboard shows it.",
};

const RULES: Readonly<Record<string, Rule>> = {
  BETTER_AUTH_SECRET: ownSecret,
  INTERNAL_PROXY_SECRET: ownSecret,
  NEXT_PUBLIC_CONVEX_URL: ownConvex,
  NEXT_PUBLIC_CONVEX_SITE_URL: ownConvex,
  RATE_LIMIT_SCALE: {
    isRefused: (value) => Number(value) > 1,
    what: "is for development: it would widen every rate limit",
    fix: "Remove it: npx convex env remove RATE_LIMIT_SCALE",
  },
  RESEND_API_KEY: {
    isRefused: (value) => value.startsWith(`re_${DEVELOPMENT_MARK}`),
    what: MADE_HERE,
    fix: "Make a key at https://resend.com/api-keys and set it: npx convex env set RESEND_API_KEY",
  },
  RESEND_BASE_URL: {
    isRefused: isOnThisMachine,
    what: "is on this machine: mail would go to the mailbox, and to nobody",
    fix: "Remove it: npx convex env remove RESEND_BASE_URL",
  },
  RESEND_WEBHOOK_SECRET: {
    // These secrets are base64 after `whsec_`, so the mark is encoded too.
    isRefused: (value) => value.startsWith(`whsec_${btoa(DEVELOPMENT_MARK)}`),
    what: MADE_HERE,
    fix: "Copy the one of the webhook at https://resend.com/webhooks and set it: npx convex env set RESEND_WEBHOOK_SECRET",
  },
};

/** Why a deployment at `siteUrl` must not have this value, or null. */
export function refusedInProduction(
  name: string,
  value: string | undefined,
  siteUrl: string,
): Problem | null {
  const rule = RULES[name];
  if (!rule || value === undefined || isOnThisMachine(siteUrl) || !rule.isRefused(value)) return null;
  return { name, what: rule.what, fix: rule.fix };
}

/** Every value in `source` that must not be used with its SITE_URL. */
export function allRefused(source: Source, siteUrl: string): Problem[] {
  return Object.keys(RULES).flatMap((name) => refusedInProduction(name, source[name], siteUrl) ?? []);
}
