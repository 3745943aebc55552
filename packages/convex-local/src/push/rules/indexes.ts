import { PushError } from "../../types";
import { indexesOf, type IndexJson, type TableJson } from "../schema-json";
import { canContainField } from "./field-paths";
import { checkIndexedFieldNames } from "./index-fields";
import { IDENTIFIER_RULE, isIdentifier } from "./identifiers";

const MAX_INDEXES = 64;

/** Checks names, counts and uniqueness (crates/common/src/schemas/mod.rs and json.rs). */
export function checkIndexes(table: TableJson): void {
  refuseSearches(table);
  const indexes = indexesOf(table);
  if (indexes.length > MAX_INDEXES)
    throw new PushError(
      "TooManyIndexes",
      `Table "${table.tableName}" cannot have more than ${MAX_INDEXES} indexes, and has ${indexes.length}.`,
    );
  checkNames(
    table.tableName,
    indexes.map((index) => index.indexDescriptor),
  );
  for (const index of indexes) checkIndexedFieldNames(table.tableName, index);
  checkUnique(table.tableName, indexes);
}

function refuseSearches(table: TableJson): void {
  const { searchIndexes, stagedSearchIndexes, vectorIndexes, stagedVectorIndexes } = table;
  const searches = [searchIndexes, stagedSearchIndexes, vectorIndexes, stagedVectorIndexes].flatMap(
    (s) => s ?? [],
  );
  if (searches.length > 0)
    throw new PushError(
      "NotInLocalConvex",
      `Table "${table.tableName}" has an index for text or vector search, which the local Convex deployment does not ` +
        "have: use `npm run dev:convex` to work on the real one.",
    );
}

/** Checks that every index is on fields that a document can have. Called only if schema validation is on. */
export function checkIndexedFieldsExist(table: TableJson): void {
  for (const { indexDescriptor, fields } of indexesOf(table))
    for (const field of fields)
      if (!canContainField(table.documentType, field))
        throw new PushError(
          "SchemaDefinitionError",
          `In table "${table.tableName}" the index "${indexDescriptor}" is invalid because it references the field ` +
            `${field} that does not exist.`,
        );
}

function checkNames(table: string, names: string[]): void {
  for (const name of names) {
    if (name.startsWith("_") || name === "by_id" || name === "by_creation_time")
      throw new PushError(
        "IndexNameReserved",
        `In table "${table}" cannot name an index "${name}" because the name is reserved. Indexes may not start with ` +
          `an underscore or be named "by_id" or "by_creation_time".`,
      );
    if (!isIdentifier(name))
      throw new PushError(
        "InvalidIndexName",
        `In table "${table}": Invalid index name: "${name}". Use ${IDENTIFIER_RULE}.`,
      );
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new PushError(
      "IndexNamesNotUnique",
      `Table "${table}" has two or more definitions of index "${twice}". Rename one.`,
    );
}

function checkUnique(table: string, indexes: IndexJson[]): void {
  const seen = new Map<string, string>();
  for (const { indexDescriptor, fields } of indexes) {
    const other = seen.get(fields.join());
    if (other !== undefined)
      throw new PushError(
        "IndexNotUnique",
        `In table "${table}" index "${other}" and index "${indexDescriptor}" have the same fields. ` +
          `Indexes must be unique within a table: remove one.`,
      );
    seen.set(fields.join(), indexDescriptor);
  }
}
