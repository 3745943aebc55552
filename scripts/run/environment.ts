import path from "node:path";
import { DEFAULT_APP_NAME } from "../../lib/app-name";
import { BRAND_VARIABLES } from "../../lib/environment/brand";
import type { Ports } from "./ports";
import type { Secrets } from "./secrets";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The URL of each part. All of them are on this machine. */

export interface Addresses {
  app: string;
  convex: string;
  convexSite: string;
  mailbox: string;
}

/**
 * The app and the mailbox have `localhost` URLs, because people open them. Only programs use the others, so those have
 * an IP address, which needs no lookup.
 */
export function addressesOf(ports: Ports): Addresses {
  return {
    app: `http://localhost:${ports.app}`,
    convex: `http://127.0.0.1:${ports.convex}`,
    convexSite: `http://127.0.0.1:${ports.convexSite}`,
    mailbox: `http://localhost:${ports.mailbox}`,
  };
}

/** The variables of the deployment; convex/convex.config.ts describes them. */
export function deploymentEnvironment(
  addresses: Addresses,
  secrets: Secrets,
  options: { rateLimitScale: string; given: Environment },
): Record<string, string> {
  const { given } = options;
  const appName = appNameIn(given);
  return {
    SITE_URL: addresses.app,
    ...brandIn(given),
    APP_NAME: appName,
    BETTER_AUTH_SECRET: secrets.betterAuth,
    INTERNAL_PROXY_SECRET: secrets.internalProxy,
    RESEND_API_KEY: secrets.resendApiKey,
    RESEND_BASE_URL: addresses.mailbox.replace("localhost", "127.0.0.1"),
    RESEND_WEBHOOK_SECRET: secrets.resendWebhook,
    MAIL_FROM: given.MAIL_FROM ?? senderOf(appName),
    POSTAL_ADDRESS: given.POSTAL_ADDRESS ?? `${appName}, 1 Example Street, 10115 Berlin, Germany`,
    ADMIN_EMAILS: given.ADMIN_EMAILS ?? "admin@example.com",
    SIGN_UP: given.SIGN_UP ?? "open",
    RATE_LIMIT_SCALE: options.rateLimitScale,
  };
}

/** The variables of the brand that are set. Next inherits them from the process. */
function brandIn(given: Environment): Record<string, string> {
  const set = BRAND_VARIABLES.flatMap((name) => (given[name] ? [[name, given[name]]] : []));
  return Object.fromEntries(set) as Record<string, string>;
}

const appNameIn = ({ APP_NAME }: Environment): string => APP_NAME || DEFAULT_APP_NAME;

/** The value of MAIL_FROM. The name is in quotes if a mail header requires it. Source: RFC 5322, section 3.2.3 */
function senderOf(appName: string): string {
  return `${/[^\p{L}\p{N} '&+-]/u.test(appName) ? `"${appName}"` : appName} <hello@example.com>`;
}

/**
 * The variables for `next dev`, `next build` and `next start`. The NEXT_PUBLIC variables become part of a build.
 */
export function nextEnvironment(
  addresses: Addresses,
  secrets: Pick<Secrets, "internalProxy">,
  distDir: string,
  given: Environment = process.env,
): Record<string, string> {
  return {
    SITE_URL: addresses.app,
    APP_NAME: appNameIn(given),
    NEXT_PUBLIC_CONVEX_URL: addresses.convex,
    NEXT_PUBLIC_CONVEX_SITE_URL: addresses.convexSite,
    INTERNAL_PROXY_SECRET: secrets.internalProxy,
    NEXT_DIST_DIR: distDir,
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

export function mailboxEnvironment(
  ports: Ports,
  webhookBase: string,
  secrets: Secrets,
): Record<string, string> {
  return {
    SITE_URL: addressesOf(ports).app,
    MAILBOX_PORT: String(ports.mailbox),
    RESEND_WEBHOOK_URL: `${webhookBase}/resend/webhook`,
    RESEND_WEBHOOK_SECRET: secrets.resendWebhook,
  };
}

/** The variables for a process that has to follow the local deployment's clock when a test moves it. */
export function followingClock(stateDir: string, { NODE_OPTIONS = "" }: Environment): Record<string, string> {
  const follower = new URL("../../packages/convex-local/src/follow-clock.mjs", import.meta.url).href;
  return {
    LATCHKEY_CLOCK_FILE: path.join(stateDir, "convex", "clock"),
    NODE_OPTIONS: `${NODE_OPTIONS} --import=${follower}`.trim(),
  };
}

/**
 * The environment that every child inherits: ours without NODE_ENV, which a test run may have set, and without a proxy
 * for the loopback addresses. FORCE_COLOR is added if colours can be shown.
 */
export function inheritedEnvironment(env: Environment, colour: boolean): Environment {
  const { NODE_ENV: _ignored, ...rest } = env;
  const direct = [env.NO_PROXY ?? env.no_proxy, "localhost", "127.0.0.1"].filter(Boolean).join(",");
  return { ...rest, NO_PROXY: direct, no_proxy: direct, ...(colour ? { FORCE_COLOR: "1" } : {}) };
}
