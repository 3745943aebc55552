import { type LinkOrigin, urlsOf } from "@latchkey/login-links/links";
import { env } from "../../_generated/server";
import { productionSafe } from "../production";

export const origin: LinkOrigin = {
  siteUrl: () => env.SITE_URL,
  secret: () => productionSafe("BETTER_AUTH_SECRET"),
};

/**
 * The URL of a link, for mails. This is not in links.ts, because the action that mails a batch would have to evaluate
 * all of links.ts.
 */
export const { url: linkUrl } = urlsOf(origin);
