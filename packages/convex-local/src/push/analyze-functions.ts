import type { AnalyzedFunction, FunctionType } from "../types";
import { invalidModules } from "./import-error";
import { IDENTIFIER_RULE, isFunctionName } from "./rules/identifiers";

type Exported = Record<string, unknown>;
const TYPES: FunctionType[] = ["Query", "Mutation", "Action"];
const ANY = '{"type":"any"}';

/** The Convex functions among a module's exports. Helpers, classes and HTTP actions are skipped. */
export function analyzeFunctions(exports: Exported, modulePath: string): AnalyzedFunction[] {
  return Object.keys(exports).flatMap((name) => {
    const value = exports[name];
    const udfType = typeOf(value);
    if (udfType === null || ("isPublic" in (value as object) && "isInternal" in (value as object))) return [];
    if (!isFunctionName(name))
      throw invalidModules(`Invalid function name "${name}" in ${modulePath}. Use ${IDENTIFIER_RULE}.`);
    return [analyzeFunction(value as Exported, name, udfType, `${modulePath}:${name}`)];
  });
}

function typeOf(value: unknown): FunctionType | null {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return null;
  const found = TYPES.filter((type) => `is${type}` in value);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function analyzeFunction(value: Exported, name: string, udfType: FunctionType, at: string): AnalyzedFunction {
  return {
    name,
    pos: null,
    udfType,
    visibility:
      "isPublic" in value ? { kind: "public" } : "isInternal" in value ? { kind: "internal" } : null,
    args: exportedValidator(value, "exportArgs", at) ?? ANY,
    returns: exportedValidator(value, "exportReturns", at) ?? "null",
  };
}

function exportedValidator(value: Exported, method: string, at: string): string | null {
  const exporter = value[method];
  if (exporter === undefined) return null;
  if (typeof exporter !== "function")
    throw invalidModules(`${at}.${method} is not a function or \`undefined\`.`);
  const json: unknown = exporter.call(value);
  if (typeof json !== "string") throw invalidModules(`${at}.${method}() didn't return a string.`);
  return json;
}
