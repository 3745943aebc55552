/** What convex-test needs in place of a bundle: every module of a folder of functions, by its path. */
import { readdirSync } from "node:fs";
import path from "node:path";

export type Module = Record<string, unknown>;
export type Modules = Record<string, () => Promise<Module>>;
type Load = (name: string) => Promise<Module>;

const OWN_COMPONENT = "./betterAuth/";

const appFiles: Modules = Object.fromEntries(
  Object.entries({
    ...modulesIn("convex", ".ts", (name) => import(`../../../convex/${name}.ts`)),
    ...modulesIn("convex", ".js", (name) => import(`../../../convex/${name}.js`)),
  }).filter(([file]) => !file.startsWith(OWN_COMPONENT)),
);

/** Each folder is written out, because the bundler finds modules by reading these patterns. */
const COMPONENT_FOLDERS = {
  "convex/betterAuth": (name) => import(`../../../convex/betterAuth/${name}.ts`),
  "node_modules/@convex-dev/better-auth/dist/component": (name) =>
    import(`../../../node_modules/@convex-dev/better-auth/dist/component/${name}.js`),
  "node_modules/@convex-dev/rate-limiter/dist/component": (name) =>
    import(`../../../node_modules/@convex-dev/rate-limiter/dist/component/${name}.js`),
  "node_modules/@convex-dev/workpool/dist/component": (name) =>
    import(`../../../node_modules/@convex-dev/workpool/dist/component/${name}.js`),
  "node_modules/@convex-dev/batch-worker/dist/component": (name) =>
    import(`../../../node_modules/@convex-dev/batch-worker/dist/component/${name}.js`),
} satisfies Record<string, Load>;

export type ComponentFolder = keyof typeof COMPONENT_FOLDERS;

export function componentModule(folder: ComponentFolder, name: string): Promise<Module> {
  return COMPONENT_FOLDERS[folder](name);
}

export function componentModules(folder: ComponentFolder): Promise<Modules> {
  const extension = folder.startsWith("convex/") ? ".ts" : ".js";
  return loaded(folder, () => modulesIn(folder, extension, COMPONENT_FOLDERS[folder]));
}

export function appModules(): Promise<Modules> {
  return loaded("convex", () => appFiles);
}

const loadedBefore = new Map<string, Promise<Modules>>();

function loaded(folder: string, files: () => Modules): Promise<Modules> {
  const modules = loadedBefore.get(folder) ?? loadInTurn(files());
  loadedBefore.set(folder, modules);
  return modules;
}

/**
 * Loads one module after the other. If they were loaded at once, modules that import each other would see each other
 * unfinished.
 */
async function loadInTurn(files: Modules): Promise<Modules> {
  const modules: Modules = {};
  for (const [file, load] of Object.entries(files)) {
    const module = await load();
    modules[file] = () => Promise.resolve(module);
  }
  return modules;
}

function modulesIn(folder: string, extension: ".ts" | ".js", load: Load): Modules {
  const files = readdirSync(path.resolve(folder), { recursive: true, encoding: "utf8" });
  return Object.fromEntries(
    files
      .filter((file) => file.endsWith(extension) && !/\.(d|config|test)\.(ts|js)$/.test(file))
      .map((file) => [`./${file}`, () => load(file.slice(0, -extension.length))]),
  );
}
