import type { ActivePush, DefinitionAnalysis, PushedComponent, PushTarget, StartPushRequest } from "../types";
import { analysisKey, analyzedOnce } from "./analysis-cache";
import { analyzeAuthConfig } from "./analyze-auth";
import { analyzeDefinitions } from "./analyze-definitions";
import { analyzeModules } from "./analyze-modules";
import { analyzeSchema } from "./analyze-schema";
import { publicExports } from "./component-exports";
import { mountComponents } from "./component-tree";
import type { DefinitionJson } from "./definition-json";
import { checkCronTargets } from "./rules/cron-targets";
import { checkRequiredVariables } from "./rules/required-env";

type ReadVariable = (name: string) => string | undefined;

export interface AnalyzeOptions {
  /** False if only types are needed, as for codegen: variables that the deployment needs may then be missing. */
  requireVariables?: boolean;
  /**
   * All variables, as text. If this key is given, code that was already analyzed with the same key is not loaded again.
   */
  environmentKey?: string;
}

/**
 * Loads all code of a push once, as the real backend does, and applies all its rules.
 * `request.appDefinition.changedModules` must contain all modules of the app; the caller adds the unchanged ones first.
 * Throws PushError with the real backend's code.
 */
export async function analyzePush(
  request: StartPushRequest,
  env: ReadVariable,
  urls: PushTarget["urls"],
  { requireVariables = true, environmentKey }: AnalyzeOptions = {},
): Promise<ActivePush> {
  const { changedModules: modules, schema, udfServerVersion } = request.appDefinition;
  const read = withSystemVariables(env, urls);
  const definitions = await analyzeDefinitions(request, read);
  if (requireVariables) checkRequiredVariables(definitions.get("") as DefinitionJson, read);
  const appAuth = await analyzeAuthConfig(modules, requireVariables ? read : withPlaceholders(read));
  const app = { functions: modules, schema, udfServerVersion };
  const analysis: Record<string, DefinitionAnalysis> = {
    "": { ...(await analyzeCode(app, read, environmentKey)), definition: { ...definitions.get("") } },
  };
  for (const component of request.componentDefinitions) {
    const definition = definitions.get(component.definitionPath);
    if (!definition) continue;
    const code = await analyzeCode(
      component,
      withSystemVariables(() => undefined, urls),
      JSON.stringify(urls),
    );
    const exports = publicExports(code.functions);
    analysis[component.definitionPath] = { ...code, definition: { ...definition, exports } };
  }
  const components = request.componentDefinitions;
  return { modules, schema, components, app: mountComponents(analysis), analysis, appAuth };
}

type Code = Pick<PushedComponent, "functions" | "schema" | "udfServerVersion">;
type CodeAnalysis = Omit<DefinitionAnalysis, "definition">;

function analyzeCode(
  code: Code,
  env: ReadVariable,
  environmentKey: string | undefined,
): Promise<CodeAnalysis> {
  if (environmentKey === undefined) return analyzeAfresh(code, env);
  const rest = [environmentKey, code.udfServerVersion, code.schema?.source];
  return analyzedOnce(analysisKey(code.functions, rest), () => analyzeAfresh(code, env));
}

async function analyzeAfresh({ functions: modules, schema, udfServerVersion }: Code, env: ReadVariable) {
  const functions = await analyzeModules(modules, env);
  checkCronTargets(functions);
  return {
    functions,
    schema: await analyzeSchema(schema),
    udfConfig: {
      serverVersion: udfServerVersion,
      importPhaseRngSeed: { $bytes: Buffer.alloc(32).toString("base64") },
      importPhaseUnixTimestamp: { $integer: Buffer.alloc(8).toString("base64") },
    },
  };
}

function withSystemVariables(env: ReadVariable, urls: PushTarget["urls"]): ReadVariable {
  return (name) => {
    if (name === "CONVEX_CLOUD_URL") return urls.cloud;
    return name === "CONVEX_SITE_URL" ? urls.site : env(name);
  };
}

function withPlaceholders(env: ReadVariable): (name: string) => string {
  return (name) => env(name) ?? "https://placeholder.example";
}
