import { createIsolate, type ModuleLoader } from "../isolate";
import { createNodeLoader } from "../node-modules";
import { PushError, type AnalyzedModule, type PushedModule } from "../types";
import { analyzeCrons } from "./analyze-crons";
import { analyzeFunctions } from "./analyze-functions";
import { analyzeRoutes } from "./analyze-http";
import { describeImportError, invalidModules } from "./import-error";
import { checkModulePath, checkPathsAreDistinct } from "./rules/module-paths";

/**
 * Imports every module of one definition once, as a push does, and lists its exports by path. `auth.config.js` comes
 * with the app's modules but is evaluated separately.
 */
export async function analyzeModules(
  modules: PushedModule[],
  env: (name: string) => string | undefined,
): Promise<Record<string, AnalyzedModule>> {
  modules.forEach((module) => checkModulePath(module.path));
  checkPathsAreDistinct(modules);
  const isolate = createIsolate(modules, { env, phase: "import-only" });
  const node = createNodeLoader(modules, env);
  try {
    const analyzed: Record<string, AnalyzedModule> = {};
    for (const module of modules.filter(isAnalyzed))
      analyzed[module.path] = await analyzeModule(module, module.environment === "node" ? node : isolate);
    return analyzed;
  } finally {
    await node.dispose();
  }
}

function isAnalyzed({ path }: PushedModule): boolean {
  return !path.startsWith("_deps/") && path !== "auth.config.js";
}

async function analyzeModule(
  { path, environment }: PushedModule,
  loader: ModuleLoader,
): Promise<AnalyzedModule> {
  const exports = await importModule(path, loader);
  const functions = analyzeFunctions(exports, path);
  const misplaced = functions.find((candidate) => candidate.udfType !== "Action");
  if (environment === "node" && misplaced)
    throw invalidModules(
      `\`${misplaced.name}\` defined in \`${path}\` is a ${misplaced.udfType} function. Only actions can be defined in ` +
        `Node.js: move it to a file without "use node".`,
    );
  return {
    functions,
    httpRoutes: path === "http.js" ? analyzeRoutes(exports) : null,
    cronSpecs: path === "crons.js" ? analyzeCrons(exports) : null,
    sourceMapped: null,
  };
}

async function importModule(path: string, loader: ModuleLoader): Promise<Record<string, unknown>> {
  try {
    return await loader.load(path);
  } catch (error) {
    if (error instanceof PushError && error.code === "ModuleNotFound") throw invalidModules(error.message);
    throw invalidModules(`Failed to analyze ${path}: ${describeImportError(error)}`);
  }
}
