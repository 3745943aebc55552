import type { ActivePush, PushTarget, SchemaJson } from "../types";
import { allComponents } from "./component-tree";
import { developerIndexes, diffIndexes, schemaAt } from "./index-diff";

/** What a push would do to tables and indexes, with real document counts; `deploy` uses it to warn of slow steps. */
export function evaluateSchemas(target: PushTarget, push: ActivePush) {
  const known = new Set(Object.keys(target.current?.analysis ?? {}));
  return {
    newComponentDefinitions: Object.keys(push.analysis).filter(
      (path) => target.current !== null && !known.has(path),
    ),
    componentSchemaEvaluations: Object.fromEntries(
      allComponents(push.app).map(({ componentPath, definitionPath }) => [
        componentPath,
        evaluateComponent(
          target,
          componentPath,
          definitionPath,
          push.analysis[definitionPath]?.schema ?? null,
        ),
      ]),
    ),
  };
}

function evaluateComponent(
  target: PushTarget,
  componentPath: string,
  definitionPath: string,
  schema: SchemaJson | null,
) {
  const before = schemaAt(target.current, componentPath);
  const counts = target.current ? countsOf(target, componentPath) : {};
  return {
    definitionPath,
    schemaValidation: schema?.schemaValidation ?? false,
    tables: (schema?.tables ?? []).map(({ tableName }) => ({
      name: tableName,
      outcome: outcomeOf(tableName, before, schema),
      numDocs: counts[tableName] ?? 0,
      sizeBytes: 0,
    })),
    indexes: evaluateIndexes(before, schema, counts),
    discardedStagedValidators: [],
  };
}

/** A component that the running code has not mounted has no documents. */
function countsOf(target: PushTarget, componentPath: string): Record<string, number> {
  const mounted = target.current ? allComponents(target.current.app) : [];
  return mounted.some((component) => component.componentPath === componentPath)
    ? target.countDocuments(componentPath)
    : {};
}

function outcomeOf(table: string, before: SchemaJson | null, after: SchemaJson | null): string {
  if (!after?.schemaValidation) return "notValidated";
  const typeIn = (schema: SchemaJson | null) =>
    JSON.stringify(schema?.tables.find(({ tableName }) => tableName === table)?.documentType);
  return before?.schemaValidation && typeIn(before) === typeIn(after) ? "supersetOfEnforced" : "mustWalk";
}

function evaluateIndexes(
  before: SchemaJson | null,
  after: SchemaJson | null,
  counts: Record<string, number>,
) {
  const { added_indexes, removed_indexes } = diffIndexes(before, after);
  const added = new Set(added_indexes.map((index) => index.name));
  const kept = developerIndexes(after).map((index) => ({
    index,
    change: added.has(index.name) ? "added" : "identical",
  }));
  const dropped = removed_indexes.map((index) => ({ index, change: "dropped" }));
  return [...kept, ...dropped].map(({ index, change }) => {
    const numDocs = counts[index.name.split(".")[0] ?? ""] ?? 0;
    return { ...index, change, needsBackfill: change === "added" && numDocs > 0, numDocs };
  });
}
