import { v } from "convex/values";

/** Validators for the types of lib/link-visits. */
export const visitSignals = {
  agent: v.union(v.literal("browser"), v.literal("program")),
  fetching: v.union(
    v.literal("navigation"),
    v.literal("prefetch"),
    v.literal("other"),
    v.literal("missing"),
    v.literal("unknown"),
  ),
};
export const visitVerdict = v.union(v.literal("person"), v.literal("filter"), v.literal("unclear"));
