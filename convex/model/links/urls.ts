import { type LinkOrigin, urlsOf } from "@latchkey/login-links/links";
import { env } from "../../_generated/server";
import { productionSafe } from "../production";

export const origin: LinkOrigin = {
  siteUrl: () => env.SITE_URL,
  secret: () => productionSafe("BETTER_AUTH_SECRET"),
};

/** What goes into a mail beside its words. Apart from links.ts, which has more to evaluate than the action that mails a batch. */
export const { url: linkUrl } = urlsOf(origin);
