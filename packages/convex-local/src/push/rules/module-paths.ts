import { PushError, type PushedModule } from "../../types";

const MAX_PART_LENGTH = 64;

/** Checks a path as crates/convex/sync_types/src/path.rs and module_path.rs do. */
export function checkModulePath(path: string): void {
  const bad = path.split("/").find((part) => !isPathPart(part));
  if (bad !== undefined)
    throw new PushError(
      "BadConvexModuleIdentifier",
      `${path} is not a valid path to a Convex module. Rename "${bad}": each folder and file name may hold only letters, ` +
        `digits, underscores and periods, at least one letter or digit, and at most ${MAX_PART_LENGTH} characters.`,
    );
  if (!path.endsWith(".js"))
    throw new PushError(
      "BadConvexModuleIdentifier",
      `Module path (${path}) has an extension that isn't "js". Push bundled JavaScript.`,
    );
}

function isPathPart(part: string): boolean {
  return part.length <= MAX_PART_LENGTH && /^[A-Za-z0-9_.]+$/.test(part) && /[A-Za-z0-9]/.test(part);
}

/** Two files whose paths only differ in ".js" would be the same module. */
export function checkPathsAreDistinct(modules: PushedModule[]): void {
  const seen = new Set<string>();
  for (const { path } of modules) {
    if (seen.has(path))
      throw new PushError(
        "CanonicalizationConflict",
        `Multiple modules canonicalize to the same name: ${path}. Rename one of them.`,
      );
    seen.add(path);
  }
}
