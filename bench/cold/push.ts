import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { onDeployment } from "../../scripts/deployment/cli";
import { startChild, succeeded } from "../../scripts/run/child";
import { DEPLOY } from "../../scripts/run/deployment";

/** One bundled file of a push. `path` is relative to `convex/`. */
interface PushedModule {
  path: string;
  source: string;
  environment: "isolate" | "node";
}

/** What is read here of the body of `POST /api/deploy2/start_push`. */
interface StartPushRequest {
  appDefinition: { changedModules: PushedModule[] };
  componentDefinitions: { definitionPath: string; functions: PushedModule[] }[];
}

/** The bundles of a push by component; the app's are under "". */
export type Push = ReadonlyMap<string, readonly PushedModule[]>;

/** Where the CLI believes it pushes to. It only writes down what it would push. */
const NOWHERE = { url: "http://127.0.0.1:9", adminKey: "bench|0" };

/** What the unmodified CLI would push of a project, made without any deployment. */
export async function bundlesOf(project: string, file: string): Promise<Push> {
  mkdirSync(path.dirname(file), { recursive: true });
  const everything = [...DEPLOY, "--push-all-modules", "--write-push-request", file];
  const { args, env } = onDeployment(NOWHERE, everything);
  await succeeded(startChild(args, env, project), "convex deploy");
  const request = JSON.parse(readFileSync(`${file}.json`, "utf8")) as StartPushRequest;
  const components = request.componentDefinitions.map(
    ({ definitionPath, functions }) => [definitionPath, functions] as const,
  );
  return new Map([["", request.appDefinition.changedModules], ...components]);
}

/** A module and all that it imports, in no order. What it imports dynamically is not in it. */
export function closureOf(modules: readonly PushedModule[], entry: string): PushedModule[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const found = new Map<string, PushedModule>();
  const visit = (name: string): void => {
    const module = byPath.get(name);
    if (!module) throw new Error(`The push has no ${name}.`);
    if (found.has(name)) return;
    found.set(name, module);
    for (const [, specifier = ""] of module.source.matchAll(STATIC_IMPORT))
      visit(path.posix.join(path.posix.dirname(name), specifier));
  };
  visit(entry);
  return [...found.values()];
}

/** As esbuild writes them, from chunk to chunk. */
const STATIC_IMPORT = /^(?:import|\} from|export .* from) ?"(\.[^"]+)"/gm;
