import { httpAction } from "../functions";

/** `/api/auth/*`. Better Auth is evaluated by these requests, and not by the webhook's beside them. */
export const betterAuthHttp = httpAction(async (ctx, request) => {
  const { createAuth } = await import("../auth");
  return createAuth(ctx).handler(request);
});
