/**
 * The only file that imports Convex's raw builders. Define every function with a builder from here, because the builder
 * checks who may call it.
 */
import { customAction, customCtx, customMutation, customQuery } from "convex-helpers/server/customFunctions";
import { makeFunctionReference } from "convex/server";
import { v } from "convex/values";
import type { Role } from "../lib/roles";
import { action, type ActionCtx, mutation, type MutationCtx, query } from "./_generated/server";
import { bounded, PICTURE, PUBLIC, SIGNED_IN } from "./model/argumentLimits";
import { requireRole, requireUser, type Viewer } from "./model/people/viewer";

export { httpAction, internalAction, internalMutation, internalQuery } from "./_generated/server";

// Referenced by name, because importing `internal` would make the type circular.
const viewerWith = makeFunctionReference<"query", { role: Role; forUser: string }, Viewer>(
  "people:viewerWith",
);

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

/** For people with this role or a higher one. */
const queryFor = (role: Role) =>
  bounded(
    customQuery(
      query,
      customCtx(async (ctx) => ({ viewer: await requireRole(ctx, role) })),
    ),
    SIGNED_IN,
  );
const mutationFor = (role: Role) =>
  bounded(
    customMutation(
      mutation,
      forAccount((ctx, forUser) => requireRole(ctx, role, forUser)),
    ),
    SIGNED_IN,
  );
/** An action has no database, so a query checks the role. */
const actionFor = (role: Role, bounds = SIGNED_IN) =>
  bounded(
    customAction(
      action,
      forAccount((ctx: ActionCtx, forUser) => ctx.runQuery(viewerWith, { role, forUser })),
    ),
    bounds,
  );

export const writerQuery = queryFor("writer");
export const writerMutation = mutationFor("writer");
export const writerAction = actionFor("writer");

export const marketerQuery = queryFor("marketer");
export const marketerMutation = mutationFor("marketer");
export const marketerAction = actionFor("marketer");
/** For uploading a picture, which is larger than other arguments may be. */
export const writerPictureAction = actionFor("writer", PICTURE);

export const adminQuery = queryFor("admin");
export const adminMutation = mutationFor("admin");
export const adminAction = actionFor("admin");

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
