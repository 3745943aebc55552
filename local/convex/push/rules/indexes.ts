import { PushError } from "../../types";
import { indexesOf, type IndexJson, type TableJson } from "../schema-json";
import { canContainField, canHoldVector } from "./field-paths";
import { checkIndexedFieldNames } from "./index-fields";
import { IDENTIFIER_RULE, isIdentifier } from "./identifiers";

const LIMITS = { indexesPerTable: 64, filterFields: 16, dimensions: { from: 2, to: 4096 } };

/** Names, counts and uniqueness (crates/common/src/schemas/mod.rs and json.rs). */
export function checkIndexes(table: TableJson): void {
  const { database, search, vector } = indexesOf(table);
  const all = [...database, ...search, ...vector];
  if (all.length > LIMITS.indexesPerTable)
    throw new PushError(
      "TooManyIndexes",
      `Table "${table.tableName}" cannot have more than ${LIMITS.indexesPerTable} indexes, and has ${all.length}.`,
    );
  checkNames(
    table.tableName,
    all.map((index) => index.indexDescriptor),
  );
  for (const index of database) checkIndexedFieldNames(table.tableName, index);
  for (const index of [...search, ...vector]) checkFilterFields(table.tableName, index);
  for (const index of vector) checkDimensions(table.tableName, index);
  checkUnique(table.tableName, "IndexNotUnique", database, (index) => index.fields.join(","));
  checkUnique(table.tableName, "SearchIndexFieldNotUnique", search, (index) => index.searchField);
  checkUnique(
    table.tableName,
    "VectorIndexFieldNotUnique",
    vector,
    (i) => `${i.vectorField}/${i.dimensions}`,
  );
}

/** With validation on, an index over a field that no document can have is a mistake. */
export function checkIndexedFieldsExist(table: TableJson): void {
  const { database, search, vector } = indexesOf(table);
  const references = [
    ...database.map((index) => ({ name: index.indexDescriptor, fields: index.fields })),
    ...search.map((index) => ({
      name: index.indexDescriptor,
      fields: [index.searchField, ...index.filterFields],
    })),
    ...vector.map((index) => ({ name: index.indexDescriptor, fields: index.filterFields })),
  ];
  for (const { name, fields } of references)
    for (const field of fields)
      if (!canContainField(table.documentType, field))
        throw invalidReference(table.tableName, "index", name, `the field ${field} that does not exist`);
  for (const { indexDescriptor, vectorField } of vector)
    if (!canHoldVector(table.documentType, vectorField))
      throw invalidReference(
        table.tableName,
        "vector index",
        indexDescriptor,
        `the field ${vectorField} that is no array of float64`,
      );
}

function invalidReference(table: string, kind: string, name: string, what: string): PushError {
  return new PushError(
    "SchemaDefinitionError",
    `In table "${table}" the ${kind} "${name}" is invalid because it references ${what}.`,
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

function checkUnique<Index extends Pick<IndexJson, "indexDescriptor">>(
  table: string,
  code: string,
  indexes: Index[],
  key: (index: Index) => string,
): void {
  const seen = new Map<string, string>();
  for (const index of indexes) {
    const other = seen.get(key(index));
    if (other !== undefined)
      throw new PushError(
        code,
        `In table "${table}" index "${other}" and index "${index.indexDescriptor}" have the same fields. ` +
          `Indexes must be unique within a table: remove one.`,
      );
    seen.set(key(index), index.indexDescriptor);
  }
}

function checkFilterFields(table: string, index: { indexDescriptor: string; filterFields: string[] }): void {
  if (index.filterFields.length > LIMITS.filterFields)
    throw new PushError(
      "IndexTooManyFilterFields",
      `In table "${table}" index "${index.indexDescriptor}" may have up to ${LIMITS.filterFields} filter fields.`,
    );
}

function checkDimensions(table: string, index: { indexDescriptor: string; dimensions: number }): void {
  const { from, to } = LIMITS.dimensions;
  if (!Number.isInteger(index.dimensions) || index.dimensions < from || index.dimensions > to)
    throw new PushError(
      "InvalidVectorDimensionError",
      `In table "${table}" index "${index.indexDescriptor}" must have between ${from} and ${to} dimensions.`,
    );
}
