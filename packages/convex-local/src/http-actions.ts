import { AsyncLocalStorage } from "node:async_hooks";
import type { MountedCode } from "./backend";
import type { ComponentCode } from "./component-code";
import type { HostContext } from "./execution";

/** Runs the app's handler of a route for the current request. */
export type HttpAction = (host: HostContext) => Promise<Response>;

type Route = [
  endpoint: { invokeHttpAction(request: Request): Promise<Response> },
  method: string,
  path: string,
];

/** The HTTP action for a request by the app's router, with its name in the log. Null if there is none. */
export async function routeOf(
  app: ComponentCode,
  request: Request,
): Promise<{ identifier: string; invoke: () => Promise<Response> } | null> {
  const { pathname } = new URL(request.url);
  const found = await app.withPositions(() => findRoute(app, pathname, request.method));
  if (!found) return null;
  const [endpoint, , routePath] = found;
  const invoke = () => app.withPositions(() => endpoint.invokeHttpAction(request));
  return { identifier: `${request.method} ${routePath}`, invoke };
}

async function findRoute(app: ComponentCode, pathname: string, method: string): Promise<Route | null> {
  const router = (await app.load("http.js")).default as {
    lookup(path: string, method: string): Route | null;
  };
  return router.lookup(pathname, method);
}

/** The HTTP action for the current request. */
const httpActions = new AsyncLocalStorage<HttpAction>();

/** Runs something in which the router of `withHttpRouter` finds this action. */
export const routedTo = <Result>(action: HttpAction, run: () => Result): Result =>
  httpActions.run(action, run);

/**
 * convex-test looks for the route of a request in the module `http`. The deployment has already found the route, so
 * convex-test gets a router that always returns that HTTP action.
 */
export function withHttpRouter({ schema, modules }: MountedCode): MountedCode {
  const endpoint = (host: HostContext) => httpActions.getStore()!(host);
  const http = { default: { lookup: () => [endpoint] } };
  return { schema, modules: (path) => (path === "http" ? Promise.resolve(http) : modules(path)) };
}
