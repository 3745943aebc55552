import { PushError, type MountedComponent } from "../../types";

type Routes = { path: string; method: string }[] | null;

/** Mount paths by `httpPrefix`, each ending in `/`: the child must have routes, and none may overlap. Returns the paths. */
export function checkHttpMounts(
  mounts: Record<string, string>,
  ownRoutes: Routes,
  children: Record<string, MountedComponent>,
): string[] {
  for (const [path, reference] of Object.entries(mounts)) {
    const child = children[reference.replace("_reference/childComponent/", "")];
    if (!child) throw invalidMount(path, `${reference} is no child component`);
    const { httpModuleRoutes, mounts: nested } = child.httpRoutes;
    if ((httpModuleRoutes ?? []).length + nested.length === 0)
      throw invalidMount(path, `child component "${child.componentPath}" doesn't have any HTTP routes`);
    if ((ownRoutes ?? []).some((route) => overlaps(route.path, path)))
      throw invalidMount(path, "overlap with existing prefix route");
  }
  return Object.keys(mounts).sort();
}

/** Exact routes win over mounts, so only prefix routes (`/path/*`) can be in the way. */
function overlaps(route: string, mount: string): boolean {
  if (!route.endsWith("*")) return false;
  const prefix = route.slice(0, -1);
  return prefix.startsWith(mount) || mount.startsWith(prefix);
}

function invalidMount(path: string, why: string): PushError {
  return new PushError("TypecheckError", `HTTP mount ${path} is invalid: ${why}.`);
}
