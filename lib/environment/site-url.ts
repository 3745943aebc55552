import type { Source } from "./problem";

/**
 * Where people reach this deployment; both sides use the same address. On Vercel a preview always uses its branch's own
 * address, whatever SITE_URL the project sets, so that its mails lead back to it. In production SITE_URL may be unset.
 * Source: https://vercel.com/docs/environment-variables/system-environment-variables
 */
export function siteUrlOf(source: Source): string | undefined {
  if (source.VERCEL_ENV === "preview") return https(source.VERCEL_BRANCH_URL) ?? https(source.VERCEL_URL);
  const isProduction = source.VERCEL_ENV === "production";
  return source.SITE_URL || (isProduction ? https(source.VERCEL_PROJECT_PRODUCTION_URL) : undefined);
}

const https = (host: string | undefined): string | undefined => (host ? `https://${host}` : undefined);
