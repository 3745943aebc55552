import { v } from "convex/values";

/** What a marketer selects to add people of earlier campaigns: campaigns, and outcomes (lib/audience/outcomes.ts). */
export const selection = {
  sources: v.array(v.id("campaigns")),
  outcomes: v.array(
    v.union(v.literal("notAccepted"), v.literal("notReached"), v.literal("bounced"), v.literal("all")),
  ),
};

/** How many people can be added to an audience (`added`), and how many are left out by reason. */
export const audienceTally = v.object({
  added: v.optional(v.number()),
  duplicate: v.optional(v.number()),
  member: v.optional(v.number()),
  unsubscribed: v.optional(v.number()),
  suppressed: v.optional(v.number()),
  blocked: v.optional(v.number()),
});
