import { cpSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";

const SHARED = ["lib", "emails", "node_modules", "package.json", "tsconfig.json"];

/**
 * Makes a folder that the Convex CLI accepts as a project: a copy of `convex/`, with links to what it imports. The CLI
 * writes a deployment's data and variables into its project's folder, so this repository stays unchanged.
 */
export function copyProject(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync("convex", path.join(folder, "convex"), { recursive: true });
  for (const shared of SHARED) symlinkSync(path.resolve(shared), path.join(folder, shared));
}
