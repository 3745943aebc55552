import { ApiError } from "../api/errors";
import type { Call, Handler, Reply } from "./reply";

export type Route = { method: string; pattern: string; handler: Handler };

export function route(method: string, pattern: string, handler: Handler): Route {
  return { method, pattern, handler };
}

/** The values of the pattern's `:names` if the path matches it, otherwise null. */
function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const value = given[i] ?? "";
    if (part.startsWith(":") && value) params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

/**
 * Runs the first matching route. HEAD uses GET's route; the server leaves the body out.
 * @throws ApiError `not_found`, or `method_not_allowed` if the path exists with another method
 */
export async function dispatch(routes: Route[], call: Call): Promise<Reply> {
  const method = call.method === "HEAD" ? "GET" : call.method;
  const fitting = routes.flatMap((r) => {
    const params = match(r.pattern, call.path);
    return params ? [{ ...r, params }] : [];
  });
  const found = fitting.find((r) => r.method === method);
  if (found) return found.handler({ ...call, params: found.params });
  if (fitting.length > 0) {
    throw new ApiError("method_not_allowed", "Method is not allowed for the requested path.");
  }
  throw new ApiError("not_found", "The requested endpoint does not exist.");
}
