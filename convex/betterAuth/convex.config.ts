import { defineComponent } from "convex/server";
import { v } from "convex/values";

/**
 * Better Auth's tables as a local component. So an exchange needs only one call into the component, and the component
 * has no unused tables.
 */
export default defineComponent("betterAuth", {
  env: {
    /** Signs session cookies, and decrypts the key that signs JWTs. */
    BETTER_AUTH_SECRET: v.string(),
    SITE_URL: v.string(),
  },
});
