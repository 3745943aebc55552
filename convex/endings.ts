import { internalMutation } from "./functions";
import { end, endingArgs } from "./model/links/revokeMadeBy";

/** Goes on with what a removal, a lower role or a revoked key began. */
export const goOn = internalMutation({ args: endingArgs, handler: (ctx, args) => end(ctx, args) });
