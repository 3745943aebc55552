import type { ActivePush, SchemaJson } from "../types";
import { allComponents } from "./component-tree";
import { indexesOf, type TableJson } from "./schema-json";

/** An index as the CLI shows it: `name` is `table.index`. */
export interface DeveloperIndex {
  name: string;
  type: "database";
  fields: string[];
}

export interface IndexDiff {
  added_indexes: DeveloperIndex[];
  removed_indexes: DeveloperIndex[];
}

export function developerIndexes(schema: SchemaJson | null): DeveloperIndex[] {
  return ((schema?.tables ?? []) as TableJson[]).flatMap((table) =>
    indexesOf(table).map(({ indexDescriptor, fields }) => ({
      name: `${table.tableName}.${indexDescriptor}`,
      type: "database",
      fields: [...fields, "_creationTime"],
    })),
  );
}

/** The indexes that a new schema adds and removes. An index whose definition changed counts as removed and added. */
export function diffIndexes(before: SchemaJson | null, after: SchemaJson | null): IndexDiff {
  const [old, young] = [developerIndexes(before), developerIndexes(after)];
  return { added_indexes: missingFrom(old, young), removed_indexes: missingFrom(young, old) };
}

function missingFrom(present: DeveloperIndex[], wanted: DeveloperIndex[]): DeveloperIndex[] {
  const known = new Set(present.map((index) => JSON.stringify(index)));
  return wanted.filter((index) => !known.has(JSON.stringify(index)));
}

export function schemaAt(push: ActivePush | null, componentPath: string): SchemaJson | null {
  const component =
    push && allComponents(push.app).find((mounted) => mounted.componentPath === componentPath);
  return (component && push.analysis[component.definitionPath]?.schema) || null;
}

export function diffAllIndexes(before: ActivePush | null, after: ActivePush): Record<string, IndexDiff> {
  return Object.fromEntries(
    allComponents(after.app).map(({ componentPath }) => [
      componentPath,
      diffIndexes(schemaAt(before, componentPath), schemaAt(after, componentPath)),
    ]),
  );
}
