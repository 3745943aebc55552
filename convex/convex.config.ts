import rateLimiter from "@convex-dev/rate-limiter/convex.config";
import workpool from "@convex-dev/workpool/convex.config";
import { defineApp } from "convex/server";
import { v } from "convex/values";
import betterAuth from "./betterAuth/convex.config";

const app = defineApp({
  env: {
    /**
     * The URL of the app, without a trailing slash. Every mailed link starts with it; the Host header is never used.
     */
    SITE_URL: v.string(),
    /**
     * The product's name in every email; `Latchkey` by default. What admins save on the page Brand comes before this
     * and the next six.
     */
    APP_NAME: v.optional(v.string()),
    /** The accent colours on light and on dark backgrounds, as `#rrggbb`. */
    APP_ACCENT: v.optional(v.string()),
    APP_ACCENT_DARK: v.optional(v.string()),
    /** The https URLs of the logos for light and for dark backgrounds. */
    APP_LOGO_URL: v.optional(v.string()),
    APP_LOGO_DARK_URL: v.optional(v.string()),
    /** Where readers of a mail can ask questions. */
    SUPPORT_EMAIL: v.optional(v.string()),
    /** The links below every page and every mail: lib/brand/footer-links.ts. */
    FOOTER_LINKS: v.optional(v.string()),
    /**
     * At least 32 random characters. This secret signs sessions, and the secrets in login links are derived from it.
     */
    BETTER_AUTH_SECRET: v.string(),
    /**
     * Next.js signs its calls for visitors with this secret. If Next.js has a different secret, all visitors together
     * count as one caller.
     */
    INTERNAL_PROXY_SECRET: v.string(),
    RESEND_API_KEY: v.string(),
    /** The sender of every mail: `Name <address@domain>`. */
    MAIL_FROM: v.string(),
    /** The URL of another server with Resend's API, such as the local mailbox. */
    RESEND_BASE_URL: v.optional(v.string()),
    RESEND_WEBHOOK_SECRET: v.optional(v.string()),
    /** Comma-separated addresses that become admins once they are verified. */
    ADMIN_EMAILS: v.optional(v.string()),
    /** Whether people without an account may sign up by requesting a link; `open` by default. */
    SIGN_UP: v.optional(v.union(v.literal("open"), v.literal("invite-only"))),
    /**
     * The sender's postal address, which bulk mail must contain (CAN-SPAM, 16 CFR 316). Without it, no campaign can be
     * launched.
     */
    POSTAL_ADDRESS: v.optional(v.string()),
    /**
     * Comma-separated addresses and domains. If it is set, no other address gets mail. Preview deployments always set
     * it.
     */
    MAIL_ALLOW_LIST: v.optional(v.string()),
    /** How many requests per second the Resend account allows; 2 by default. */
    RESEND_REQUESTS_PER_SECOND: v.optional(v.string()),
    /** A factor for every rate limit. A value above 1 is refused unless SITE_URL is on this machine. */
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
