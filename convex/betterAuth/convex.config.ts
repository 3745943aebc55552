import { defineComponent } from "convex/server";
import { v } from "convex/values";

/** Better Auth's tables, installed locally: what an exchange needs of them is one call, and no table is there unused. */
export default defineComponent("betterAuth", {
  env: {
    /** Signs session cookies, and decrypts the key that signs JWTs. */
    BETTER_AUTH_SECRET: v.string(),
    SITE_URL: v.string(),
  },
});
