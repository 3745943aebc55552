/** A validator in the form of `v.….json`. */
export type ValidatorJson =
  | { type: "null" | "number" | "bigint" | "boolean" | "string" | "bytes" | "any" | "commitTs" }
  | { type: "literal"; value: unknown }
  | { type: "id"; tableName: string }
  | { type: "array"; value: ValidatorJson }
  | { type: "record"; keys: ValidatorJson; values: FieldJson }
  | { type: "object"; value: Record<string, FieldJson> }
  | { type: "union"; value: ValidatorJson[] };

export interface FieldJson {
  fieldType: ValidatorJson;
  optional: boolean;
}

export interface IndexJson {
  indexDescriptor: string;
  fields: string[];
}

/** A table in the form of `schema.export()`. Staged lists contain indexes that are built but not used yet. */
export interface TableJson {
  tableName: string;
  indexes: IndexJson[];
  stagedDbIndexes?: IndexJson[];
  searchIndexes?: unknown[];
  stagedSearchIndexes?: unknown[];
  vectorIndexes?: unknown[];
  stagedVectorIndexes?: unknown[];
  documentType: ValidatorJson;
}

export function indexesOf(table: TableJson): IndexJson[] {
  return [...table.indexes, ...(table.stagedDbIndexes ?? [])];
}
