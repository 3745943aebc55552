import type { AnalyzedModule } from "../types";
import { invalidModules } from "./import-error";

const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];

/** The routes of `convex/http.js`. A path that ends in `*` is a prefix. */
export function analyzeRoutes(exports: Record<string, unknown>): NonNullable<AnalyzedModule["httpRoutes"]> {
  if (!("default" in exports))
    throw invalidModules("`convex/http.js` must have a default export of a Router.");
  const router = exports.default as { isRouter?: unknown; getRoutes?: unknown } | null;
  if (router?.isRouter !== true)
    throw invalidModules("The default export of `convex/http.js` is not a Router.");
  if (typeof router.getRoutes !== "function")
    throw invalidModules("`getRoutes` of Router is not a function.");
  const entries: unknown = router.getRoutes.call(router);
  if (!Array.isArray(entries)) throw unexpected("the return value is not an array");
  return entries.map((entry: unknown, index) => analyzeRoute(entry, index));
}

function analyzeRoute(entry: unknown, index: number): { route: { path: string; method: string }; pos: null } {
  const [path, method, handler] = Array.isArray(entry) ? (entry as unknown[]) : [];
  if (typeof path !== "string") throw unexpected(`arr[${index}][0] is not a string`);
  if (typeof method !== "string") throw unexpected(`arr[${index}][1] is not a string`);
  if (!METHODS.includes(method))
    throw unexpected(`'${method}' is not a routable method (one of ${METHODS.join(", ")})`);
  if (typeof handler !== "function") throw unexpected(`arr[${index}][2] is not an HttpAction`);
  return { route: { path, method }, pos: null };
}

function unexpected(detail: string): Error {
  return invalidModules(
    "The `getRoutes()` method of Router did not return the expected type. `getRoutes()` should be a function returning " +
      `an array of entries of the form [path: string, method: string, handler: HttpAction] (${detail})`,
  );
}
