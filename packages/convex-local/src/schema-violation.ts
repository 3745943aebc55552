import type { Backend } from "./backend";
import type { Doc } from "./convex-test-internals";
import { findComponent } from "./function-lookup";
import { tableOf } from "./table-indexes";
import type { ActivePush } from "./types";

export interface SchemaViolation {
  componentPath: string;
  tableName: string;
  error: string;
}

/** The first stored document that a push's schema does not allow. Null if all documents match. */
export function findSchemaViolation(
  push: ActivePush,
  backend: Backend,
  documents: (componentPath: string) => Doc[],
): SchemaViolation | null {
  for (const componentPath of backend.componentPaths) {
    const definitionPath = findComponent(push.app, componentPath)?.definitionPath;
    const schema = definitionPath === undefined ? null : push.analysis[definitionPath]?.schema;
    if (!schema?.schemaValidation) continue;
    const validators = new Map(schema.tables.map((table) => [table.tableName, table.documentType]));
    for (const doc of documents(componentPath)) {
      const tableName = tableOf(doc._id);
      const validator = validators.get(tableName) as object | undefined;
      const error = validator ? mismatch(backend, doc, validator) : null;
      if (error) return { componentPath, tableName, error };
    }
  }
  return null;
}

function mismatch(backend: Backend, doc: Doc, validator: object): string | null {
  const { _id, _creationTime, ...fields } = doc;
  try {
    backend.validate(validator, fields);
    return null;
  } catch (error) {
    const table = tableOf(_id);
    const reason = (error as Error).message.replace("Validator error: ", "");
    return `Document with ID "${_id}" in table "${table}" does not match the schema: ${reason} (created ${new Date(_creationTime).toISOString()})`;
  }
}
