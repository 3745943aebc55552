import { cpSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";

const SHARED = ["lib", "emails", "node_modules", "package.json", "tsconfig.json"];

/**
 * A folder that the Convex CLI accepts as a project: a copy of `convex/` and its imports. The CLI keeps a deployment's
 * data and variables in the project's folder, so it does not touch this one.
 */
export function copyProject(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync("convex", path.join(folder, "convex"), { recursive: true });
  for (const shared of SHARED) symlinkSync(path.resolve(shared), path.join(folder, shared));
}
