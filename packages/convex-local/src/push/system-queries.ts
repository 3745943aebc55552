import { convexToJson, type JSONValue, type Value } from "convex/values";
import { type FunctionResult, PushError, type PushTarget } from "../types";
import { allComponents } from "./component-tree";

type Arguments = Record<string, unknown>;
type SystemQuery = (target: PushTarget, args: Arguments, componentPath: string) => unknown;

/** The system queries that the CLI's commands run: `env`, `function-spec`, `run`, `data`, `dev`, `deploy`. */
const QUERIES: Record<string, SystemQuery> = {
  "_system/cli/queryEnvironmentVariables": (target) => target.environment.list(),
  "_system/cli/queryEnvironmentVariables:get": (target, { name }) =>
    environmentVariable(target, String(name)),
  "_system/cli/modules:apiSpec": apiSpec,
  "_system/cli/convexUrl:cloudUrl": (target) => target.urls.cloud,
  "_system/cli/convexUrl:siteUrl": (target) => target.urls.site,
  "_system/cli/tables": (target, args, path) => page(tableNames(target, path), args),
  "_system/cli/tableData": (target, args, path) => page(documentsOf(target, args, path), args),
  "_system/cli/queryTable": (target, { tableName }, path) =>
    target.countDocuments(path)[String(tableName)] ?? 0,
  "_system/cli/tableSize": (target, { tableName }, path) =>
    target.countDocuments(path)[String(tableName)] ?? 0,
  "_system/frontend/components:list": (target) => mountedComponents(target),
};

/** Returns Convex JSON. `path` may end in `:default`. Only for callers with the admin key. */
export function runSystemQuery(
  target: PushTarget,
  path: string,
  args: Arguments,
  componentPath = "",
): unknown {
  const query = QUERIES[path.replace(/:default$/, "")];
  if (!query)
    throw new PushError("FunctionNotFound", `The local deployment has no system query ${path}.`, 404);
  return query(target, args, componentPath);
}

/** The answer to a caller of the WebSocket or of HTTP. Convex runs these queries for admins only. */
export function answerSystemQuery(
  target: PushTarget,
  caller: { kind: string },
  { path, args = {}, componentPath }: { path: string; args?: Arguments; componentPath?: string },
): FunctionResult {
  try {
    if (caller.kind !== "admin") throw new Error(`Could not find public function for '${path}'.`);
    const value = runSystemQuery(target, path, args, componentPath) as JSONValue | undefined;
    return { status: "success", value: value ?? null, logLines: [] };
  } catch (error) {
    return { status: "error", errorMessage: (error as Error).message, logLines: [] };
  }
}

function environmentVariable(target: PushTarget, name: string): { name: string; value: string } | null {
  const value = target.environment.get(name);
  return value === undefined ? null : { name, value };
}

function apiSpec(target: PushTarget, _args: Arguments, componentPath: string): unknown[] {
  const component =
    target.current &&
    allComponents(target.current.app).find((mounted) => mounted.componentPath === componentPath);
  const modules = (component && target.current?.analysis[component.definitionPath]?.functions) ?? {};
  return Object.entries(modules).flatMap(([path, { functions, httpRoutes }]) => [
    ...functions.map(({ name, udfType, visibility, args, returns }) => ({
      identifier: `${path}:${name}`,
      functionType: udfType,
      visibility,
      args: JSON.parse(args) as unknown,
      returns: (JSON.parse(returns) as unknown) ?? { type: "any" },
    })),
    ...(httpRoutes ?? []).map(({ route }) => ({ functionType: "HttpAction", ...route })),
  ]);
}

function tableNames(target: PushTarget, componentPath: string): { name: string }[] {
  const names = new Set(Object.keys(target.countDocuments(componentPath)));
  return [...names].filter((name) => !name.startsWith("_")).map((name) => ({ name }));
}

function documentsOf(target: PushTarget, { table, order }: Arguments, componentPath: string): unknown[] {
  const documents: unknown[] = [];
  for (const found of target.tableDocuments(componentPath))
    if (found.table === table) documents.push(convexToJson(found.doc as Value));
  return order === "asc" ? documents : documents.reverse();
}

/** One page of a list; the cursor is the number of items before it. */
function page(items: unknown[], { paginationOpts }: Arguments) {
  const { cursor, numItems } = (paginationOpts ?? {}) as { cursor?: string | null; numItems?: number };
  const from = Number(cursor ?? 0);
  const to = from + (numItems ?? items.length);
  return { page: items.slice(from, to), isDone: to >= items.length, continueCursor: String(to) };
}

function mountedComponents(target: PushTarget): { id: string; path: string; name: string }[] {
  if (!target.current) return [];
  return allComponents(target.current.app).map(({ componentPath }) => ({
    id: componentPath,
    path: componentPath,
    name: componentPath.split("/").at(-1) ?? "",
  }));
}
