import type { Source } from "./problem";

/**
 * Where people reach this deployment; both sides are told the same. On Vercel a preview is always at its branch's own
 * address, whatever SITE_URL says for the project, so that its mails lead back to it; production may go without.
 * Source: https://vercel.com/docs/environment-variables/system-environment-variables
 */
export function siteUrlOf(source: Source): string | undefined {
  if (source.VERCEL_ENV === "preview") return https(source.VERCEL_BRANCH_URL) ?? https(source.VERCEL_URL);
  const isProduction = source.VERCEL_ENV === "production";
  return source.SITE_URL || (isProduction ? https(source.VERCEL_PROJECT_PRODUCTION_URL) : undefined);
}

const https = (host: string | undefined): string | undefined => (host ? `https://${host}` : undefined);
