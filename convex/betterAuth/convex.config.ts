import { defineComponent } from "convex/server";

/** Better Auth's tables, installed locally: what an exchange needs of them is one call, and no table is there unused. */
export default defineComponent("betterAuth");
