import type { PushedComponent, PushedModule, StartPushRequest } from "../src/types";

/** Small, hand-written modules in the form in which the CLI pushes them. */
export const isolate = (path: string, source: string): PushedModule => ({
  path,
  source,
  environment: "isolate",
});
export const node = (path: string, source: string): PushedModule => ({ path, source, environment: "node" });

/** The source of an export that the backend recognises as a Convex function. */
export function fn(name: string, type: "Query" | "Mutation" | "Action", visibility = "Public"): string {
  return (
    `const f_${name} = Object.assign(() => {}, { is${type}: true, is${visibility}: true, ` +
    `exportArgs: () => '{"type":"any"}', exportReturns: () => "null" }); export { f_${name} as ${name} };`
  );
}

/** A module whose default export has an `export()` that returns JSON text, as schemas and crons do. */
export function exporting(path: string, json: unknown, extra = ""): PushedModule {
  const text = JSON.stringify(JSON.stringify(json));
  return isolate(path, `export default { ${extra} export: () => ${text} };`);
}

export const schema = (tables: unknown[], schemaValidation = true): PushedModule =>
  exporting("schema.js", { tables, schemaValidation });

export const crons = (jobs: Record<string, unknown>): PushedModule =>
  exporting("crons.js", jobs, "isCrons: true,");

export const http = (routes: string): PushedModule =>
  isolate("http.js", `export default { isRouter: true, getRoutes: () => ${routes} };`);

export const auth = (config: unknown): PushedModule =>
  isolate("auth.config.js", `export default ${JSON.stringify(config)};`);

/** `convex.config.js`. Its `export()` returns an object, not JSON text. */
export function definition(json: object): PushedModule {
  const defaults = { childComponents: [], httpMounts: {}, exports: { type: "branch", branch: [] } };
  const exported = JSON.stringify({ ...defaults, ...json });
  return isolate("convex.config.js", `export default { export: () => (${exported}) };`);
}

export const app = (json: object): PushedModule => definition({ definitionType: { type: "app" }, ...json });

export function component(
  path: string,
  json: object = {},
  rest: Partial<PushedComponent> = {},
): PushedComponent {
  const definitionType = { type: "childComponent", name: path };
  return {
    definitionPath: path,
    definition: definition({ definitionType, ...json }),
    dependencies: [],
    schema: null,
    functions: [],
    udfServerVersion: "1.48.0",
    ...rest,
  };
}

export interface PushParts {
  modules?: PushedModule[];
  schema?: PushedModule | null;
  app?: PushedModule | null;
  components?: PushedComponent[];
}

export function pushRequest({
  modules = [],
  schema = null,
  app = null,
  components = [],
}: PushParts): StartPushRequest {
  return {
    adminKey: "self|key",
    dryRun: false,
    functions: "convex/",
    nodeDependencies: [],
    appDefinition: {
      definition: app,
      dependencies: components.map(({ definitionPath }) => definitionPath),
      schema,
      changedModules: modules,
      unchangedModuleHashes: [],
      udfServerVersion: "1.48.0",
    },
    componentDefinitions: components,
  };
}
