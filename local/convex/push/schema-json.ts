/** A validator as `v.….json` exports it. */
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

export interface SearchIndexJson {
  indexDescriptor: string;
  searchField: string;
  filterFields: string[];
}

export interface VectorIndexJson {
  indexDescriptor: string;
  vectorField: string;
  dimensions: number;
  filterFields: string[];
}

/** A table as `schema.export()` writes it. Staged lists hold indexes that are built but not yet used. */
export interface TableJson {
  tableName: string;
  indexes: IndexJson[];
  stagedDbIndexes?: IndexJson[];
  searchIndexes?: SearchIndexJson[];
  stagedSearchIndexes?: SearchIndexJson[];
  vectorIndexes?: VectorIndexJson[];
  stagedVectorIndexes?: VectorIndexJson[];
  documentType: ValidatorJson;
}

export interface IndexesOfTable {
  database: IndexJson[];
  search: SearchIndexJson[];
  vector: VectorIndexJson[];
}

export function indexesOf(table: TableJson): IndexesOfTable {
  return {
    database: [...table.indexes, ...(table.stagedDbIndexes ?? [])],
    search: [...(table.searchIndexes ?? []), ...(table.stagedSearchIndexes ?? [])],
    vector: [...(table.vectorIndexes ?? []), ...(table.stagedVectorIndexes ?? [])],
  };
}
