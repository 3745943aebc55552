import { PushError, type DefinitionAnalysis, type MountedComponent } from "../types";
import { definitionOf } from "./definition-json";
import { checkBindings } from "./rules/env-bindings";
import { IDENTIFIER_RULE, isIdentifier } from "./rules/identifiers";

/** Mounts the app and, in order, all components that it uses (crates/model/src/components/type_checking.rs). */
export function mountComponents(
  analysis: Record<string, DefinitionAnalysis>,
  definitionPath = "",
  componentPath = "",
): MountedComponent {
  const own = analysis[definitionPath];
  if (!own) throw new PushError("TypecheckError", `Component definition not found: ${definitionPath}`);
  const definition = definitionOf(own);
  const childComponents: Record<string, MountedComponent> = {};
  for (const { name, path, env } of definition.childComponents) {
    checkName(name, componentPath, childComponents);
    const childPath = componentPath ? `${componentPath}/${name}` : name;
    childComponents[name] = mountComponents(analysis, path, childPath);
    const child = analysis[path];
    if (child) checkBindings(childPath, env ?? [], definitionOf(child), definition);
  }
  const httpModuleRoutes = own.functions["http.js"]?.httpRoutes?.map(({ route }) => route) ?? null;
  if (Object.keys(definition.httpMounts ?? {}).length > 0)
    throw new PushError(
      "NotInLocalConvex",
      "The local Convex deployment does not mount HTTP routes of components: use `npm run dev:convex` for `httpPrefix`.",
    );
  return {
    definitionPath,
    componentPath,
    args: {},
    childComponents,
    httpRoutes: { httpModuleRoutes, mounts: [] },
    exports: {},
  };
}

/** The app and all components in it, at any depth, parents first. */
export function allComponents(component: MountedComponent): MountedComponent[] {
  return [component, ...Object.values(component.childComponents).flatMap(allComponents)];
}

function checkName(name: string, parent: string, siblings: Record<string, MountedComponent>): void {
  const where = parent === "" ? "The app" : `Component "${parent}"`;
  if (Object.hasOwn(siblings, name))
    throw new PushError(
      "TypecheckError",
      `${where} has multiple child components with the same name: "${name}". Pass \`{ name }\` to one \`use\`.`,
    );
  if (!isIdentifier(name))
    throw new PushError(
      "InvalidDefinition",
      `${where} uses a component named "${name}". Use ${IDENTIFIER_RULE}.`,
    );
}
