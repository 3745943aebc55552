import { createIsolate } from "../isolate";
import { PushError, type PushedModule, type StartPushRequest } from "../types";
import type { DefinitionJson } from "./definition-json";
import { describeImportError } from "./import-error";

type ReadVariable = (name: string) => string | undefined;

/** Evaluates every `convex.config.ts`, children before parents, by definition path (the app's is `""`). */
export async function analyzeDefinitions(
  request: StartPushRequest,
  env: ReadVariable,
): Promise<Map<string, DefinitionJson>> {
  const evaluator = new Evaluator(request, env);
  await evaluator.visit("", []);
  return evaluator.evaluated;
}

class Evaluator {
  readonly evaluated = new Map<string, DefinitionJson>();

  constructor(
    private readonly request: StartPushRequest,
    private readonly env: ReadVariable,
  ) {}

  async visit(path: string, parents: string[]): Promise<void> {
    if (this.evaluated.has(path)) return;
    if (parents.includes(path)) throw new PushError("CyclicImport", "Found cyclic definition dependency");
    const { definition, dependencies } = this.sourceOf(path);
    for (const dependency of dependencies) await this.visit(dependency, [...parents, path]);
    this.evaluated.set(path, definition ? await this.evaluate(path, definition) : emptyApp());
  }

  private sourceOf(path: string): { definition: PushedModule | null; dependencies: string[] } {
    if (path === "") return this.request.appDefinition;
    const found = this.request.componentDefinitions.find((component) => component.definitionPath === path);
    if (!found) throw new PushError("TypecheckError", `Component definition not found: ${path}`);
    return found;
  }

  private async evaluate(path: string, definition: PushedModule): Promise<DefinitionJson> {
    const exports = await this.load(path, definition);
    const exported = exports.default as { export?: () => object } | null | undefined;
    if (!("default" in exports)) throw invalidExport(path, "missing default export");
    if (Object.keys(exports).length !== 1) throw invalidExport(path, "it has more than one export");
    if (typeof exported?.export !== "function")
      throw invalidExport(path, "missing `export` on the default export");
    const json = JSON.parse(JSON.stringify(exported.export())) as DefinitionJson;
    // The variables are sorted as the backend sorts them, because the CLI writes them in the order that it receives.
    json.envVars?.sort(([a], [b]) => (a < b ? -1 : 1));
    return { ...json, path };
  }

  private async load(path: string, definition: PushedModule): Promise<Record<string, unknown>> {
    const module = { ...definition, path: "convex.config.js" };
    const isolate = createIsolate([module], {
      env: path === "" ? this.env : refuseVariables,
      phase: "import-only",
      synthesize: (wanted) => this.dependencyModule(wanted),
    });
    try {
      return await isolate.load("convex.config.js");
    } catch (error) {
      if (error instanceof PushError) throw error;
      const where = path === "" ? "your app" : `component \`${path}\``;
      throw new PushError(
        "InvalidDefinition",
        `Failed to evaluate convex.config.ts of ${where}: ${describeImportError(error)}`,
      );
    }
  }

  /** The bundler leaves imports of other definitions as `./_componentDeps/<base64url of the path>`. */
  private dependencyModule(wanted: string): string | undefined {
    const encoded = /^_componentDeps\/(.+)$/.exec(wanted)?.[1];
    if (encoded === undefined) return undefined;
    const path = Buffer.from(encoded, "base64url").toString();
    const definition = this.evaluated.get(path);
    if (definition?.definitionType.type !== "childComponent") return undefined;
    const stub = { componentDefinitionPath: path, defaultName: definition.definitionType.name };
    return `export default ${JSON.stringify(stub)};`;
  }
}

function refuseVariables(): never {
  throw new PushError(
    "EnvironmentVariablesUnsupported",
    "Environment variables are only supported in the app's convex.config.ts: bind them there with `app.use(c, { env })`.",
  );
}

function emptyApp(): DefinitionJson {
  return {
    path: "",
    definitionType: { type: "app" },
    childComponents: [],
    httpMounts: {},
    exports: { type: "branch", branch: [] },
  };
}

function invalidExport(path: string, why: string): PushError {
  const [where, define] =
    path === "" ? ["your app", "defineApp"] : [`component \`${path}\``, "defineComponent"];
  return new PushError(
    "InvalidDefinition",
    `The default export of \`convex.config.ts\` in ${where} has an invalid value (${why}). Export the return value of ` +
      `\`${define}()\`, and nothing else.`,
  );
}
