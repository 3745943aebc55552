import type { ActivePush } from "../types";
import { definitionOf } from "./definition-json";

type ReadVariable = (name: string) => string | undefined;

/**
 * What `process.env` holds inside a component: the deployment's two URLs, and what each `use(component, { env })` on the
 * way down binds. The app itself (`componentPath` is `""`) sees everything.
 */
export function componentEnvironment(
  push: Pick<ActivePush, "analysis">,
  componentPath: string,
  app: ReadVariable,
): ReadVariable {
  let definitionPath = "";
  let read = app;
  for (const name of componentPath === "" ? [] : componentPath.split("/")) {
    const parent = push.analysis[definitionPath];
    const child = parent && definitionOf(parent).childComponents.find((candidate) => candidate.name === name);
    if (!child) return () => undefined;
    read = boundEnvironment(child.env ?? [], read, app);
    definitionPath = child.path;
  }
  return read;
}

function boundEnvironment(
  env: NonNullable<ReturnType<typeof definitionOf>["childComponents"][number]["env"]>,
  parent: ReadVariable,
  app: ReadVariable,
): ReadVariable {
  const bindings = new Map(env);
  return (name) => {
    if (name === "CONVEX_CLOUD_URL" || name === "CONVEX_SITE_URL") return app(name);
    const binding = bindings.get(name);
    if (!binding) return undefined;
    return binding.type === "value" ? binding.value : parent(binding.name);
  };
}
