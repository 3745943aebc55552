import { v } from "convex/values";
import { publicQuery } from "./functions";
import { mailStateFor } from "./model/links/mailState";

/**
 * What happened to the mail that a browser waits for. Next.js calls it, and signs for the browser and the time; null
 * for other callers.
 */
export const state = publicQuery({
  args: { browserHash: v.string(), askedAt: v.number(), now: v.number(), signature: v.string() },
  handler: (ctx, waiting) => mailStateFor(ctx, waiting),
});
