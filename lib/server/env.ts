import "server-only";
import { type NextEnvironment, readNextEnvironment } from "../environment/next";
import { inWords, type Source } from "../environment/problem";

/**
 * The environment of the Next side, parsed once when the server starts. The public half may reach the browser as props
 * of a server component. Client code must not import this file, so that zod stays out of its bundles.
 */

/** Throws one error that names every missing or wrong variable, so that nobody has to fix them one at a time. */
export function parseEnv(source: Source): NextEnvironment {
  const reading = readNextEnvironment(source);
  if (reading.ok) return reading.env;
  throw new Error(inWords("the Next.js side", reading.problems));
}

/** Each variable is named because Next only inserts NEXT_PUBLIC_ values into the build where it sees the whole name. */
export const env = parseEnv({
  NEXT_PUBLIC_CONVEX_URL: process.env.NEXT_PUBLIC_CONVEX_URL,
  NEXT_PUBLIC_CONVEX_SITE_URL: process.env.NEXT_PUBLIC_CONVEX_SITE_URL,
  SITE_URL: process.env.SITE_URL,
  APP_NAME: process.env.APP_NAME,
  APP_ACCENT: process.env.APP_ACCENT,
  APP_ACCENT_DARK: process.env.APP_ACCENT_DARK,
  APP_LOGO_URL: process.env.APP_LOGO_URL,
  APP_LOGO_DARK_URL: process.env.APP_LOGO_DARK_URL,
  SUPPORT_EMAIL: process.env.SUPPORT_EMAIL,
  FOOTER_LINKS: process.env.FOOTER_LINKS,
  INTERNAL_PROXY_SECRET: process.env.INTERNAL_PROXY_SECRET,
  TRUSTED_IP_HEADER: process.env.TRUSTED_IP_HEADER,
  VERCEL: process.env.VERCEL,
  VERCEL_ENV: process.env.VERCEL_ENV,
  VERCEL_URL: process.env.VERCEL_URL,
  VERCEL_BRANCH_URL: process.env.VERCEL_BRANCH_URL,
  VERCEL_PROJECT_PRODUCTION_URL: process.env.VERCEL_PROJECT_PRODUCTION_URL,
});
