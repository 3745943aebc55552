import { PushError } from "../../types";
import type { TableJson } from "../schema-json";
import { checkIndexedFieldsExist, checkIndexes } from "./indexes";
import { IDENTIFIER_RULE, isIdentifier } from "./identifiers";
import { checkDocumentType } from "./validators";

/** Refuses everything in a schema that crates/common/src/schemas/json.rs refuses. */
export function checkTables(tables: TableJson[], schemaValidation: boolean): void {
  for (const table of tables) {
    checkTableName(table.tableName);
    checkDocumentType(table.documentType);
    checkIndexes(table);
    if (schemaValidation) checkIndexedFieldsExist(table);
  }
}

function checkTableName(name: string): void {
  if (name.startsWith("_"))
    throw new PushError(
      "TableNameReserved",
      `${name} is a reserved table name. Choose one without an underscore first.`,
    );
  if (!isIdentifier(name))
    throw new PushError("InvalidTableName", `Invalid table name: "${name}". Use ${IDENTIFIER_RULE}.`);
}
