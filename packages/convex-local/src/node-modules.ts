import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ModuleLoader } from "./isolate";
import { PushError, type PushedModule } from "./types";

export interface NodeLoader extends ModuleLoader {
  /** Removes the unpacked files. Loaded modules keep working. */
  dispose(): Promise<void>;
}

/**
 * Runs the bundles of `"use node"` files in this process, unpacked to a temporary folder. Inside them `process` is
 * Node's, but its `env` only has the deployment's variables.
 */
export function createNodeLoader(
  modules: PushedModule[],
  env: (name: string) => string | undefined,
): NodeLoader {
  const inNode = modules.filter((module) => module.environment === "node");
  const paths = new Set(inNode.map((module) => module.path));
  let folder: Promise<string> | undefined;
  return {
    async load(modulePath) {
      if (!paths.has(modulePath))
        throw new PushError("ModuleNotFound", `Could not find module ${modulePath}.`);
      folder ??= unpack(inNode, env);
      return (await import(pathToFileURL(path.join(await folder, modulePath)).href)) as Record<
        string,
        unknown
      >;
    },
    async dispose() {
      if (folder) await rm(await folder, { recursive: true, force: true });
    },
  };
}

const ENVIRONMENTS = Symbol.for("latchkey.local-convex.environments");
type Environments = Map<string, (name: string) => string | undefined>;

async function unpack(modules: PushedModule[], env: (name: string) => string | undefined): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "latchkey-convex-node-"));
  await writeFile(path.join(folder, "package.json"), '{"type":"module"}');
  await writeFile(path.join(folder, PROCESS_FILE), processSource(folder));
  // Packages that convex.json keeps out of the bundles (node.externalPackages) come from the project itself.
  await symlink(path.resolve("node_modules"), path.join(folder, "node_modules"));
  environments().set(folder, env);
  for (const module of modules) await write(folder, module);
  return folder;
}

/**
 * A map on the global object, because the unpacked files are plain ES modules and share nothing else with this module.
 */
function environments(): Environments {
  const holder = globalThis as unknown as Record<symbol, Environments | undefined>;
  return (holder[ENVIRONMENTS] ??= new Map());
}

const PROCESS_FILE = "_latchkey_process.mjs";

function processSource(folder: string): string {
  return [
    `const read = globalThis[Symbol.for(${JSON.stringify(ENVIRONMENTS.description)})].get(${JSON.stringify(folder)});`,
    `const env = new Proxy({}, { get: (_, name) => (typeof name === "string" ? read(name) : undefined) });`,
    `export const deploymentProcess = new Proxy(globalThis.process, {`,
    `  get(target, name) {`,
    `    if (name === "env") return env;`,
    `    const value = Reflect.get(target, name, target);`,
    `    return typeof value === "function" ? value.bind(target) : value;`,
    `  },`,
    `});`,
  ].join("\n");
}

/** A bundle that imports or declares `process` keeps its own. */
const OWN_PROCESS = /\b(?:import|as|const|let|var|function|class)\s+process\b/;

async function write(folder: string, module: PushedModule): Promise<void> {
  const file = path.join(folder, module.path);
  await mkdir(path.dirname(file), { recursive: true });
  const toProcess = path.posix.relative(path.posix.dirname(module.path), PROCESS_FILE);
  const specifier = toProcess.startsWith(".") ? toProcess : `./${toProcess}`;
  // The import is on the bundle's first line, so that line numbers stay correct.
  const prelude = OWN_PROCESS.test(module.source)
    ? ""
    : `import { deploymentProcess as process } from ${JSON.stringify(specifier)};`;
  await writeFile(file, prelude + module.source);
}
