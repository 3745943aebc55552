import { convexToJson } from "convex/values";
import { adminOf } from "./auth";
import type { Clock, Move } from "./clock";
import { parseJson } from "./http-messages";
import type { LocalDeployment } from "./deployment";
import type http from "node:http";

interface DevelopmentRequest {
  method: string;
  path: string;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}
type Answer = { status: number; body: unknown };

/**
 * Answers the endpoints for tests, which Convex itself does not have. They need the admin key. Null if the path is not
 * one of them.
 */
export async function handleDevelopmentRequest(
  { deployment, clock }: { deployment: LocalDeployment; clock: Clock },
  request: DevelopmentRequest,
): Promise<Answer | null> {
  if (!request.path.startsWith("/_latchkey/")) return null;
  const routes: Record<string, () => unknown> = {
    "GET /_latchkey/dump": () => dump(deployment),
    "GET /_latchkey/counts": () => byComponent(deployment, (path) => deployment.countDocuments(path)),
    "GET /_latchkey/stats": () => stats(deployment),
    "GET /_latchkey/calls": () => deployment.called,
    "GET /_latchkey/conflicts": () => deployment.backend.conflicts,
    "GET /_latchkey/memory": () => process.memoryUsage(),
    "POST /_latchkey/clock": () => clock.move(parseJson<Move>(request.body)),
    "POST /_latchkey/reset": () => deployment.clearDocuments(),
  };
  const route = routes[`${request.method} ${request.path}`];
  if (!route) return { status: 404, body: { code: "NotFound", message: request.path } };
  adminOf((request.headers.authorization ?? "").replace(/^Convex /, ""), deployment.adminKey);
  return { status: 200, body: (await route()) ?? null };
}

/** Every document of every component, in Convex's JSON: `{ [componentPath]: { [table]: documents } }`. */
function dump(deployment: LocalDeployment): unknown {
  return byComponent(deployment, (path) => {
    const tables: Record<string, unknown[]> = {};
    for (const table of Object.keys(deployment.countDocuments(path))) tables[table] = [];
    for (const { table, doc } of deployment.tableDocuments(path)) tables[table]!.push(convexToJson(doc));
    return tables;
  });
}

function byComponent<T>(deployment: LocalDeployment, read: (componentPath: string) => T): Record<string, T> {
  return Object.fromEntries(deployment.backend.componentPaths.map((path) => [path, read(path)]));
}

/**
 * How many functions of each kind were called, without nested queries and mutations, and how many transactions wrote.
 */
function stats(deployment: LocalDeployment): Record<string, number> {
  const { query, mutation, action, httpAction, commit } = deployment.counts;
  return { queries: query, mutations: mutation, actions: action, httpActions: httpAction, commits: commit };
}
