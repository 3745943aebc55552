import type { ActivePush, AuthProvider, CronSpec, MountedComponent, PushedModule } from "../types";
import { allComponents } from "./component-tree";
import { diffIndexes, schemaAt, type IndexDiff } from "./index-diff";

interface Difference {
  added: string[];
  removed: string[];
}

interface ComponentDiff {
  diffType: { type: "create" | "modify" | "unmount" };
  moduleDiff: Difference;
  udfConfigDiff: { previous_version: string; next_version: string } | null;
  cronDiff: { added: string[]; updated: string[]; deleted: string[] };
  indexDiff: IndexDiff;
  schemaDiff: { previous_schema: string | null; next_schema: string | null } | null;
}

/** What a push changes, in the format of `finish_push`. The `diffType` of a removed component is `unmount`. */
export function diffPushes(before: ActivePush | null, after: ActivePush) {
  const paths = new Set([...componentPaths(after), ...(before ? componentPaths(before) : [])]);
  return {
    authDiff: diffNames(providers(before?.appAuth ?? []), providers(after.appAuth)),
    definitionDiffs: {},
    componentDiffs: Object.fromEntries([...paths].map((path) => [path, diffComponent(before, after, path)])),
  };
}

function diffComponent(before: ActivePush | null, after: ActivePush, path: string): ComponentDiff {
  const [old, young] = [mountedAt(before, path), mountedAt(after, path)];
  const [oldVersion, youngVersion] = [versionAt(before, old), versionAt(after, young)];
  const [oldSchema, youngSchema] = [schemaAt(before, path), schemaAt(after, path)];
  return {
    diffType: { type: !young ? "unmount" : old ? "modify" : "create" },
    moduleDiff: diffNames(moduleNames(before, old), moduleNames(after, young)),
    udfConfigDiff:
      oldVersion !== null && youngVersion !== null && oldVersion !== youngVersion
        ? { previous_version: oldVersion, next_version: youngVersion }
        : null,
    cronDiff: diffCrons(cronsOf(before, old), cronsOf(after, young)),
    indexDiff: diffIndexes(oldSchema, youngSchema),
    schemaDiff:
      JSON.stringify(oldSchema) === JSON.stringify(youngSchema)
        ? null
        : { previous_schema: textOf(oldSchema), next_schema: textOf(youngSchema) },
  };
}

function componentPaths(push: ActivePush): string[] {
  return allComponents(push.app).map((component) => component.componentPath);
}

function mountedAt(push: ActivePush | null, path: string): MountedComponent | undefined {
  return push ? allComponents(push.app).find((component) => component.componentPath === path) : undefined;
}

function moduleNames(push: ActivePush | null, component: MountedComponent | undefined): string[] {
  return modulesOf(push, component).map((module) => module.path);
}

function modulesOf(push: ActivePush | null, component: MountedComponent | undefined): PushedModule[] {
  if (!push || !component) return [];
  if (component.componentPath === "") return push.modules;
  const { definitionPath } = component;
  return push.components.find((candidate) => candidate.definitionPath === definitionPath)?.functions ?? [];
}

function versionAt(push: ActivePush | null, component: MountedComponent | undefined): string | null {
  const config = component && push?.analysis[component.definitionPath]?.udfConfig;
  return (config as { serverVersion?: string } | undefined)?.serverVersion ?? null;
}

function cronsOf(push: ActivePush | null, component: MountedComponent | undefined): CronSpec[] {
  const functions = component && push?.analysis[component.definitionPath]?.functions;
  return Object.values(functions ?? {}).flatMap((module) => module.cronSpecs ?? []);
}

function diffCrons(before: CronSpec[], after: CronSpec[]): ComponentDiff["cronDiff"] {
  const names = (specs: CronSpec[]) => specs.map((spec) => spec.identifier);
  const old = new Map(before.map((spec) => [spec.identifier, JSON.stringify(spec)]));
  const { added, removed } = diffNames(names(before), names(after));
  const updated = after.filter(
    (spec) => (old.get(spec.identifier) ?? JSON.stringify(spec)) !== JSON.stringify(spec),
  );
  return { added, updated: names(updated), deleted: removed };
}

function providers(list: AuthProvider[]): string[] {
  return list.map((provider) => JSON.stringify(provider));
}

function diffNames(before: string[], after: string[]): Difference {
  const [old, young] = [new Set(before), new Set(after)];
  return {
    added: after.filter((name) => !old.has(name)),
    removed: before.filter((name) => !young.has(name)),
  };
}

function textOf(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
