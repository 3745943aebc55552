import type { AnalyzedModule } from "../types";
import { invalidModules } from "./import-error";

interface Router {
  isRouter?: unknown;
  getRoutes(): [path: string, method: string, handler: unknown][];
}

/** The routes of `convex/http.js`, which `http.route` has already checked. A path that ends in `*` is a prefix. */
export function analyzeRoutes(exports: Record<string, unknown>): NonNullable<AnalyzedModule["httpRoutes"]> {
  if (!("default" in exports))
    throw invalidModules("`convex/http.js` must have a default export of a Router.");
  const router = exports.default as Router | null;
  if (router?.isRouter !== true)
    throw invalidModules("The default export of `convex/http.js` is not a Router.");
  return router.getRoutes().map(([path, method]) => ({ route: { path, method }, pos: null }));
}
