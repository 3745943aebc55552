import type { ActivePush, DefinitionAnalysis, PushTarget, StartPushRequest } from "../types";
import { analyzeAuthConfig } from "./analyze-auth";
import { analyzeDefinitions } from "./analyze-definitions";
import { analyzeModules } from "./analyze-modules";
import { analyzeSchema } from "./analyze-schema";
import { publicExports } from "./component-exports";
import { mountComponents } from "./component-tree";
import type { DefinitionJson } from "./definition-json";
import { checkCronTargets } from "./rules/cron-targets";
import { checkRequiredVariables } from "./rules/required-env";
import { checkPackageSize } from "./rules/sizes";

export interface AnalyzeOptions {
  /** False when only types are wanted, as for codegen: variables that the deployment would need may then be missing. */
  requireVariables?: boolean;
}

/**
 * Loads all code of a push once, the way the real backend does, and checks every rule that it has.
 * `request.appDefinition.changedModules` must hold all modules of the app: unchanged ones are put back before.
 * Throws PushError, with the real backend's code.
 */
export async function analyzePush(
  request: StartPushRequest,
  env: (name: string) => string | undefined,
  urls: PushTarget["urls"],
  { requireVariables = true }: AnalyzeOptions = {},
): Promise<ActivePush> {
  const { changedModules: modules, schema, udfServerVersion } = request.appDefinition;
  const read = withSystemVariables(env, urls);
  checkPackageSize(modules);
  const definitions = await analyzeDefinitions(request, read);
  const app = definitions.get("") as DefinitionJson;
  if (requireVariables) checkRequiredVariables(app, read);
  const appAuth = await analyzeAuthConfig(modules, requireVariables ? read : withPlaceholders(read));
  const analysis: Record<string, DefinitionAnalysis> = {
    "": await analyzeDefinition(app, schema, modules, udfServerVersion, read),
  };
  for (const component of request.componentDefinitions) {
    const { definitionPath, functions } = component;
    const definition = definitions.get(definitionPath);
    if (!definition) continue;
    checkPackageSize(functions);
    const analyzed = await analyzeDefinition(
      definition,
      component.schema,
      functions,
      component.udfServerVersion,
      withSystemVariables(() => undefined, urls),
    );
    analyzed.definition = { ...definition, exports: publicExports(analyzed.functions) };
    analysis[definitionPath] = analyzed;
  }
  return {
    modules,
    schema,
    components: request.componentDefinitions,
    app: mountComponents(analysis),
    analysis,
    appAuth,
  };
}

async function analyzeDefinition(
  definition: DefinitionJson,
  schema: StartPushRequest["appDefinition"]["schema"],
  modules: StartPushRequest["appDefinition"]["changedModules"],
  serverVersion: string,
  env: (name: string) => string | undefined,
): Promise<DefinitionAnalysis> {
  const functions = await analyzeModules(modules, env);
  checkCronTargets(functions);
  return {
    definition: { ...definition },
    schema: await analyzeSchema(schema),
    functions,
    udfConfig: {
      serverVersion,
      importPhaseRngSeed: { $bytes: Buffer.alloc(32).toString("base64") },
      importPhaseUnixTimestamp: { $integer: Buffer.alloc(8).toString("base64") },
    },
  };
}

function withSystemVariables(
  env: (name: string) => string | undefined,
  urls: PushTarget["urls"],
): (name: string) => string | undefined {
  return (name) => {
    if (name === "CONVEX_CLOUD_URL") return urls.cloud;
    return name === "CONVEX_SITE_URL" ? urls.site : env(name);
  };
}

function withPlaceholders(env: (name: string) => string | undefined): (name: string) => string {
  return (name) => env(name) ?? "https://placeholder.example";
}
