import rateLimiter from "@convex-dev/rate-limiter/convex.config";
import workpool from "@convex-dev/workpool/convex.config";
import { defineApp } from "convex/server";
import { v } from "convex/values";
import betterAuth from "./betterAuth/convex.config";

const app = defineApp({
  env: {
    /** Where people reach the app, without a trailing slash. Every mailed link starts with it; no Host header is believed. */
    SITE_URL: v.string(),
    /** At least 32 random characters. Signs sessions; the secrets in login links are derived from it. */
    BETTER_AUTH_SECRET: v.string(),
    /** Shared with Next.js, which signs for its visitors with it. Another one there, and they count as one caller. */
    INTERNAL_PROXY_SECRET: v.string(),
    RESEND_API_KEY: v.string(),
    /** The sender of every mail: `Name <address@domain>`. */
    MAIL_FROM: v.string(),
    /** Another server that speaks Resend's API, such as the local mailbox. */
    RESEND_BASE_URL: v.optional(v.string()),
    RESEND_WEBHOOK_SECRET: v.optional(v.string()),
    /** Addresses, comma-separated, that become admins once they are proven. */
    ADMIN_EMAILS: v.optional(v.string()),
    /** Whether strangers may sign up by asking for a link. `open` unless set. */
    SIGN_UP: v.optional(v.union(v.literal("open"), v.literal("invite-only"))),
    /** Bulk mail must carry it (CAN-SPAM, 16 CFR 316). Campaigns cannot be launched without. */
    POSTAL_ADDRESS: v.optional(v.string()),
    /** Addresses and domains, comma-separated: when set, nobody else is mailed. Previews always have it. */
    MAIL_ALLOW_LIST: v.optional(v.string()),
    /** Requests a second that the Resend account allows; 2 unless set. */
    RESEND_REQUESTS_PER_SECOND: v.optional(v.string()),
    /** Multiplies every rate limit. Refused where SITE_URL is not on this machine. */
    RATE_LIMIT_SCALE: v.optional(v.string()),
  },
});

app.use(betterAuth, {
  env: { BETTER_AUTH_SECRET: app.env.BETTER_AUTH_SECRET, SITE_URL: app.env.SITE_URL },
});
app.use(rateLimiter);
app.use(workpool, { name: "signInMail" });
app.use(workpool, { name: "campaignMail" });

export default app;
