import { PushError } from "../../types";
import type { DefinitionJson, EnvBinding, EnvDeclaration } from "../definition-json";
import type { ValidatorJson } from "../schema-json";

/**
 * Checks `app.use(child, { env })` against the declarations of child and parent (`validate_component_env` in
 * type_checking.rs).
 */
export function checkBindings(
  childPath: string,
  bindings: [string, EnvBinding][],
  child: DefinitionJson,
  parent: DefinitionJson,
): void {
  const declared = new Map(child.envVars ?? []);
  for (const [name, binding] of bindings) checkBinding(childPath, name, binding, declared.get(name), parent);
  const bound = new Set(bindings.map(([name]) => name));
  for (const [name, { optional }] of declared)
    if (!optional && !bound.has(name))
      throw refusal(`Component "${childPath}" is missing required env var "${name}". Bind it in \`use\`.`);
}

function checkBinding(
  childPath: string,
  name: string,
  binding: EnvBinding,
  declaration: EnvDeclaration | undefined,
  parent: DefinitionJson,
): void {
  const at = `Component "${childPath}" env var "${name}"`;
  if (!declaration)
    throw refusal(`Component "${childPath}" has no env var named "${name}". Remove the binding.`);
  const wanted = JSON.parse(declaration.value) as ValidatorJson;
  if (binding.type === "value") {
    if (!isSubset({ type: "literal", value: binding.value }, wanted))
      throw refusal(
        `Component "${childPath}" has an invalid value for env var "${name}": "${binding.value}".`,
      );
    return;
  }
  const source = new Map(parent.envVars ?? []).get(binding.name);
  if (!source)
    throw refusal(`${at} references undeclared parent env var ${binding.name}. Declare it in the parent.`);
  if (source.optional && !declaration.optional)
    throw refusal(`${at} is required, but parent env var ${binding.name} is optional.`);
  if (!isSubset(JSON.parse(source.value) as ValidatorJson, wanted))
    throw refusal(`${at} validator is not satisfied by parent env var ${binding.name} validator.`);
}

/**
 * Whether all values of `narrow` also fit `wide`. Covers the validators that are allowed for variables: strings, string
 * literals, and unions of them.
 */
function isSubset(narrow: ValidatorJson, wide: ValidatorJson): boolean {
  if (narrow.type === "union") return narrow.value.every((member) => isSubset(member, wide));
  if (wide.type === "union") return wide.value.some((member) => isSubset(narrow, member));
  if (wide.type === "string" || wide.type === "any") return true;
  return narrow.type === "literal" && wide.type === "literal" && narrow.value === wide.value;
}

function refusal(message: string): PushError {
  return new PushError("TypecheckError", message);
}
