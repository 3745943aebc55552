import type { ActivePush, SchemaJson } from "../types";
import { allComponents } from "./component-tree";
import { indexesOf, type TableJson } from "./schema-json";

/** An index as the CLI shows it: `name` is `table.index`. */
export type DeveloperIndex = { name: string } & (
  | { type: "database"; fields: string[] }
  | { type: "search"; searchField: string; filterFields: string[] }
  | { type: "vector"; vectorField: string; dimensions: number; filterFields: string[] }
);

export interface IndexDiff {
  added_indexes: DeveloperIndex[];
  removed_indexes: DeveloperIndex[];
}

export function developerIndexes(schema: SchemaJson | null): DeveloperIndex[] {
  return ((schema?.tables ?? []) as TableJson[]).flatMap((table) => {
    const { database, search, vector } = indexesOf(table);
    const named = (descriptor: string) => `${table.tableName}.${descriptor}`;
    return [
      ...database.map(({ indexDescriptor, fields }) => ({
        name: named(indexDescriptor),
        type: "database" as const,
        fields: [...fields, "_creationTime"],
      })),
      ...search.map(({ indexDescriptor, searchField, filterFields }) => ({
        name: named(indexDescriptor),
        type: "search" as const,
        searchField,
        filterFields,
      })),
      ...vector.map(({ indexDescriptor, vectorField, dimensions, filterFields }) => ({
        name: named(indexDescriptor),
        type: "vector" as const,
        vectorField,
        dimensions,
        filterFields,
      })),
    ];
  });
}

/** An index whose definition changed counts as removed and added. */
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
