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

/** The part of the body of `POST /api/deploy2/start_push` that is read here. */
interface StartPushRequest {
  appDefinition: { changedModules: PushedModule[] };
  componentDefinitions: { definitionPath: string; functions: PushedModule[] }[];
}

/** The bundles of a push by component; the app's are under "". */
export type Push = ReadonlyMap<string, readonly PushedModule[]>;

/** An address where nothing listens. The CLI does not push to it, but writes the push request to a file. */
const NOWHERE = { url: "http://127.0.0.1:9", adminKey: "bench|0" };

/** The bundles that the unmodified CLI would push for a project, made without a deployment. */
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

/** A module and all its static imports, in no particular order. */
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

/** Imports between chunks, as esbuild writes them. */
const STATIC_IMPORT = /^(?:import|\} from|export .* from) ?"(\.[^"]+)"/gm;
