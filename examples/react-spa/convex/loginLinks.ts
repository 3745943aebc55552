import { throughAuth } from "@latchkey/login-links/better-auth";
import { defineLoginLinks } from "@latchkey/login-links/convex";
import { components, internal } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import { createAuth } from "./auth";

const loginLinks = defineLoginLinks<DataModel>({
  sessions: throughAuth(createAuth),
  siteUrl: () => process.env.SITE_URL!,
  limits: components.rateLimiter,
  mail: (ctx, { linkId }): Promise<unknown> => ctx.scheduler.runAfter(0, internal.mail.send, { linkId }),
});
export const { plain, request, renew, peek, exchange } = loginLinks;
export const { issue, letter, mint, mintMany, revoke, sweep, ensureKey } = loginLinks;
