import { v } from "convex/values";
import { publicQuery } from "./functions";
import { mailStateFor } from "./model/links/mailState";

/**
 * The state of the mail that a browser waits for. Next.js calls this and signs the browser's hash and the time. Null
 * for a call without a valid signature.
 */
export const state = publicQuery({
  args: { browserHash: v.string(), askedAt: v.number(), now: v.number(), signature: v.string() },
  handler: (ctx, waiting) => mailStateFor(ctx, waiting),
});
