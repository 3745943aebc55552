/** The only file with raw builders: which one a function is made with says who may call it. */
import { customAction, customCtx, customMutation, customQuery } from "convex-helpers/server/customFunctions";
import { makeFunctionReference } from "convex/server";
import { action, mutation, query } from "./_generated/server";
import { requireRole, requireUser, type Viewer } from "./model/viewer";

export { httpAction, internalAction, internalMutation, internalQuery } from "./_generated/server";

// By name: through `internal` its type would go round in a circle.
const requireMarketer = makeFunctionReference<"query", Record<string, never>, Viewer>(
  "people:requireMarketer",
);

/** Anybody on the internet may call these. */
export { mutation as publicMutation, query as publicQuery } from "./_generated/server";

/** The signed-in: `ctx.user` is theirs, and their session was live when the call began. */
export const userQuery = customQuery(
  query,
  customCtx(async (ctx) => ({ user: await requireUser(ctx) })),
);
export const userMutation = customMutation(
  mutation,
  customCtx(async (ctx) => ({ user: await requireUser(ctx) })),
);

export const marketerQuery = customQuery(
  query,
  customCtx(async (ctx) => ({ user: await requireRole(ctx, "marketer") })),
);
export const marketerMutation = customMutation(
  mutation,
  customCtx(async (ctx) => ({ user: await requireRole(ctx, "marketer") })),
);
/** An action has no database: it asks for the role in a query of its own. */
export const marketerAction = customAction(
  action,
  customCtx(async (ctx): Promise<{ user: Viewer }> => ({ user: await ctx.runQuery(requireMarketer, {}) })),
);

export const adminQuery = customQuery(
  query,
  customCtx(async (ctx) => ({ user: await requireRole(ctx, "admin") })),
);
export const adminMutation = customMutation(
  mutation,
  customCtx(async (ctx) => ({ user: await requireRole(ctx, "admin") })),
);
