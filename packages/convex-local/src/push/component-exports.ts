import type { AnalyzedModule } from "../types";
import type { ExportTree } from "./definition-json";

interface Names {
  [name: string]: Names | string;
}

/**
 * A component's public functions as the tree through which its parent calls them:
 * `components.name.folder.file.function`.
 */
export function publicExports(functions: Record<string, AnalyzedModule>): ExportTree {
  const root: Names = {};
  for (const [path, module] of Object.entries(functions)) {
    for (const { name, visibility } of module.functions) {
      if (visibility?.kind !== "public") continue;
      folderAt(root, path.replace(/\.js$/, "").split("/"))[name] = `_reference/function/${path}:${name}`;
    }
  }
  return toTree(root);
}

function folderAt(root: Names, parts: string[]): Names {
  return parts.reduce<Names>((folder, part) => {
    const next = folder[part];
    return typeof next === "object" ? next : (folder[part] = {});
  }, root);
}

function toTree(names: Names | string): ExportTree {
  if (typeof names === "string") return { type: "leaf", leaf: names };
  return { type: "branch", branch: Object.entries(names).map(([name, child]) => [name, toTree(child)]) };
}
