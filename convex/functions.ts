/**
 * The only file that imports Convex's raw builders. Define every function with a builder from here, because the builder
 * checks who may call it.
 */
import { customAction, customCtx, customMutation, customQuery } from "convex-helpers/server/customFunctions";
import { makeFunctionReference } from "convex/server";
import { v } from "convex/values";
import { action, type ActionCtx, mutation, type MutationCtx, query } from "./_generated/server";
import { bounded, PICTURE, PUBLIC, SIGNED_IN } from "./model/argumentLimits";
import { requireRole, requireUser, type Viewer } from "./model/people/viewer";

export { httpAction, internalAction, internalMutation, internalQuery } from "./_generated/server";

// Referenced by name, because importing `internal` would make the type circular.
const requireMarketer = makeFunctionReference<"query", { forUser: string }, Viewer>("people:requireMarketer");
const requireAdmin = makeFunctionReference<"query", { forUser: string }, Viewer>("people:requireAdmin");

/** Anybody on the internet may call these. */
export const publicQuery = bounded(query, PUBLIC);
export const publicMutation = bounded(mutation, PUBLIC);

/** For signed-in people. `ctx.viewer` is the caller, whose session was valid when the call began. */
export const userQuery = bounded(
  customQuery(
    query,
    customCtx(async (ctx) => ({ viewer: await requireUser(ctx) })),
  ),
  SIGNED_IN,
);
export const userMutation = bounded(
  customMutation(
    mutation,
    forAccount((ctx, forUser) => requireUser(ctx, forUser)),
  ),
  SIGNED_IN,
);

export const marketerQuery = bounded(
  customQuery(
    query,
    customCtx(async (ctx) => ({ viewer: await requireRole(ctx, "marketer") })),
  ),
  SIGNED_IN,
);
export const marketerMutation = bounded(
  customMutation(
    mutation,
    forAccount((ctx, forUser) => requireRole(ctx, "marketer", forUser)),
  ),
  SIGNED_IN,
);
/** An action has no database, so a query checks the role. */
const asMarketer = forAccount((ctx: ActionCtx, forUser) => ctx.runQuery(requireMarketer, { forUser }));
export const marketerAction = bounded(customAction(action, asMarketer), SIGNED_IN);

/** For uploading a picture, which is larger than other arguments may be. */
export const marketerPictureAction = bounded(customAction(action, asMarketer), PICTURE);

export const adminQuery = bounded(
  customQuery(
    query,
    customCtx(async (ctx) => ({ viewer: await requireRole(ctx, "admin") })),
  ),
  SIGNED_IN,
);
export const adminMutation = bounded(
  customMutation(
    mutation,
    forAccount((ctx, forUser) => requireRole(ctx, "admin", forUser)),
  ),
  SIGNED_IN,
);

export const adminAction = bounded(
  customAction(
    action,
    forAccount((ctx: ActionCtx, forUser) => ctx.runQuery(requireAdmin, { forUser })),
  ),
  SIGNED_IN,
);

/**
 * Mutations and actions require `forUser`, the account that the calling page was rendered for. Another account may have
 * signed in since in another tab of the same browser, and the page must not make changes for that account.
 */
function forAccount<Ctx extends MutationCtx | ActionCtx = MutationCtx>(
  requireViewer: (ctx: Ctx, forUser: string) => Promise<Viewer>,
) {
  return {
    args: { forUser: v.string() },
    input: async (ctx: Ctx, { forUser }: { forUser: string }) => ({
      ctx: { viewer: await requireViewer(ctx, forUser) },
      args: {},
    }),
  };
}
