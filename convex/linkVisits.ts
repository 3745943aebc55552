import { clientValidator } from "@latchkey/login-links/links";
import { v } from "convex/values";
import { publicMutation } from "./functions";
import { noteVisit } from "./model/visits/note";
import { visitSignals } from "./model/visits/validators";

/**
 * Records that somebody opened a link. Next.js calls this after it has sent its response, and signs the call. The
 * result is always the same, so that it does not reveal which links exist.
 */
export const note = publicMutation({
  args: {
    /** SHA-256 of the link's token, hex. */
    tokenHash: v.string(),
    isHead: v.boolean(),
    ...visitSignals,
    attemptHash: v.optional(v.string()),
    client: clientValidator,
  },
  handler: async (ctx, visit) => {
    await noteVisit(ctx, visit);
    return null;
  },
});
