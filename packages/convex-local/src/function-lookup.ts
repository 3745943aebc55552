import { CallRefused } from "./errors";
import type { ActivePush, AnalyzedFunction, Caller, FunctionType, MountedComponent } from "./types";

export interface FoundFunction {
  componentPath: string;
  /** In convex-test's form: `path/to/module:function`. */
  udfPath: string;
  type: FunctionType;
}

/**
 * The function that a request names, if the caller may call it. Throws Convex's own message. Without the admin key, the
 * message for an internal function is the same as for one that does not exist.
 */
export function findFunction(
  push: ActivePush | null,
  path: string,
  caller: Caller,
  componentPath: string,
  expected: FunctionType | "any",
): FoundFunction {
  const udfPath = canonicalPath(path);
  const found = push && lookUp(push, componentPath, udfPath);
  if (!found) throw notFound(udfPath, caller);
  if (caller.kind !== "admin" && (componentPath !== "" || found.visibility?.kind !== "public"))
    throw notFound(udfPath, caller);
  if (expected !== "any" && found.udfType !== expected)
    throw new CallRefused(
      `Trying to execute ${udfPath} as ${expected}, but it is defined as ${found.udfType}.`,
    );
  return { componentPath, udfPath, type: found.udfType };
}

/** `messages.js:send` and `messages:send` are the same function. A path without a name means the default export. */
function canonicalPath(path: string): string {
  const [module = "", name = "default"] = path.split(":");
  return `${module.replace(/\.js$/, "")}:${name}`;
}

export function findComponent(app: MountedComponent, componentPath: string): MountedComponent | undefined {
  if (componentPath === "") return app;
  let component: MountedComponent | undefined = app;
  for (const name of componentPath.split("/")) component = component?.childComponents[name];
  return component;
}

function lookUp(push: ActivePush, componentPath: string, udfPath: string): AnalyzedFunction | undefined {
  const component = findComponent(push.app, componentPath);
  if (!component) return undefined;
  const [module, name] = udfPath.split(":");
  const analyzed = push.analysis[component.definitionPath]?.functions[`${module}.js`];
  return analyzed?.functions.find((fn) => fn.name === name);
}

function notFound(udfPath: string, caller: Caller): Error {
  const sort = caller.kind === "admin" ? "function" : "public function";
  const name = udfPath.replace(/:default$/, "");
  return new CallRefused(
    `Could not find ${sort} for '${name}'. Did you forget to run \`npx convex dev\` or \`npx convex deploy\`?`,
  );
}
