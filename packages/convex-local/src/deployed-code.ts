import type { MountedCode } from "./backend";
import { componentModules, type ComponentCode, type Runtime } from "./component-code";
import { createIsolate, type ModuleLoader } from "./isolate";
import { createNodeLoader } from "./node-modules";
import { sourcePositions } from "./source-positions";
import type { ActivePush, MountedComponent, PushedModule } from "./types";

type ReadEnv = (name: string) => string | undefined;

/** One version of the app's code, loaded component by component. */
export interface DeployedCode {
  /** What convex-test mounts, by component path. */
  mounted: Map<string, MountedCode>;
  app: ComponentCode;
  dispose(): Promise<void>;
}

/**
 * Loads the code of a push, component by component.
 * @param readEnv reads the app's variables, including the system's
 * @param wrapApp adds to the app's modules what convex-test looks for there
 */
export function deployCode(
  runtime: Runtime,
  push: ActivePush,
  readEnv: ReadEnv,
  wrapApp: (code: MountedCode) => MountedCode,
): DeployedCode {
  const mounted = new Map<string, MountedCode>();
  const codes = new Map<string, LoadedCode>();
  const visit = (component: MountedComponent, env: ReadEnv): void => {
    const code = loadedCode(modulesOf(push, component.definitionPath), env, runtime.freshContexts);
    codes.set(component.componentPath, code);
    mounted.set(component.componentPath, mountedCode(runtime, push, component, code));
    for (const [name, child] of Object.entries(component.childComponents))
      visit(child, childEnv(push, component.definitionPath, name, env));
  };
  visit(push.app, readEnv);
  mounted.set("", wrapApp(mounted.get("")!));
  return {
    mounted,
    app: codes.get("")!,
    dispose: async () => void (await Promise.all([...codes.values()].map((code) => code.dispose()))),
  };
}

function modulesOf(push: ActivePush, definitionPath: string): PushedModule[] {
  if (definitionPath === "") return push.modules;
  const component = push.components.find((candidate) => candidate.definitionPath === definitionPath);
  if (!component) throw new Error(`The push mounts ${definitionPath} but does not define it.`);
  return component.functions;
}

type LoadedCode = ComponentCode & { dispose(): Promise<void> };

function loadedCode(modules: PushedModule[], env: ReadEnv, freshContexts: boolean): LoadedCode {
  const isolate = freshContexts
    ? freshIsolates(modules, env)
    : createIsolate(modules, { env, phase: "serve" });
  const node = createNodeLoader(modules, env);
  const inNode = new Set(modules.filter(({ environment }) => environment === "node").map(({ path }) => path));
  return {
    load: (path) => (inNode.has(path) ? node.load(path) : isolate.load(path)),
    withPositions: sourcePositions(modules),
    dispose: () => node.dispose(),
  };
}

/**
 * A separate context for each call, including nested calls in components, like `get_or_create_fresh_context` in
 * crates/isolate/src/environment. Compiled code is kept, but the state of modules is not.
 */
function freshIsolates(modules: PushedModule[], env: ReadEnv): ModuleLoader {
  const compiledCode = new Map<string, Buffer>();
  return { load: (path) => createIsolate(modules, { env, phase: "serve", compiledCode }).load(path) };
}

function mountedCode(
  runtime: Runtime,
  push: ActivePush,
  { definitionPath, componentPath }: MountedComponent,
  code: ComponentCode,
): MountedCode {
  const analysis = push.analysis[definitionPath];
  if (!analysis) throw new Error(`The push mounts ${definitionPath} but was not analyzed for it.`);
  const modules = componentModules(runtime, componentPath, analysis.functions, code);
  return { schema: analysis.schema, modules };
}

const SYSTEM_VARIABLES = new Set(["CONVEX_CLOUD_URL", "CONVEX_SITE_URL"]);

interface ChildDefinition {
  name: string;
  env: [string, { type: "value"; value: string } | { type: "envVar"; name: string }][] | null;
}

/** A component can read the variables that its parent set in `use(component, { env })`, and the system's own. */
function childEnv(
  push: ActivePush,
  parentDefinition: string,
  childName: string,
  parentEnv: ReadEnv,
): ReadEnv {
  const children = (push.analysis[parentDefinition]?.definition.childComponents ?? []) as ChildDefinition[];
  const bindings = new Map(children.find(({ name }) => name === childName)?.env ?? []);
  return (name) => {
    if (SYSTEM_VARIABLES.has(name)) return parentEnv(name);
    const binding = bindings.get(name);
    return binding?.type === "envVar" ? parentEnv(binding.name) : binding?.value;
  };
}
