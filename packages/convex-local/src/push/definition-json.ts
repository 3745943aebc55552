import type { DefinitionAnalysis } from "../types";

/** How a parent sets a variable that its child declares: to a constant, or to one of the parent's own variables. */
export type EnvBinding = { type: "value"; value: string } | { type: "envVar"; name: string };

/** A declared variable; `value` is its validator as JSON text. */
export interface EnvDeclaration {
  type: "value";
  value: string;
  optional?: boolean;
}

export type ExportTree = { type: "leaf"; leaf: string } | { type: "branch"; branch: [string, ExportTree][] };

/** What `convex.config.ts` exports for analysis, with the definition's own path added. */
export interface DefinitionJson {
  path: string;
  definitionType: { type: "app" } | { type: "childComponent"; name: string };
  childComponents: { name: string; path: string; env?: [string, EnvBinding][] | null }[];
  httpMounts?: Record<string, string>;
  exports: ExportTree;
  envVars?: [string, EnvDeclaration][];
}

/** The shared type of a definition is loose, because most of it only passes through to the CLI. */
export function definitionOf(analysis: DefinitionAnalysis): DefinitionJson {
  return analysis.definition as unknown as DefinitionJson;
}
