import { httpActionGeneric, type HttpRouter } from "convex/server";
import { type Paths, PATHS, ROUTE_PATHS } from "./paths.ts";
import type { SignIn } from "./sign-in.ts";

/**
 * Registers all routes in `convex/http.ts`, for an app whose only server is Convex. The host of its files forwards these paths
 * to the Convex site, so that the browser sees one site.
 * @param create called for each request, because the deployment's variables can change
 * @param paths the same as those of `create`
 */
export function mountSignIn(http: HttpRouter, create: () => SignIn, paths: Partial<Paths> = {}): void {
  const handler = httpActionGeneric((_ctx, request) => create().answer(request));
  const all = { ...PATHS, ...paths };
  // Convex passes a HEAD request to the handler of GET.
  for (const method of ["GET", "POST"] as const)
    for (const name of ROUTE_PATHS) http.route({ path: all[name], method, handler });
}
