import { defineComponent } from "convex/server";
import { v } from "convex/values";

/**
 * Better Auth's tables, installed locally, so that an exchange needs one call into them and there are no unused tables.
 */
export default defineComponent("betterAuth", {
  env: {
    /** Signs session cookies, and decrypts the key that signs JWTs. */
    BETTER_AUTH_SECRET: v.string(),
    SITE_URL: v.string(),
  },
});
