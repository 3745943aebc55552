import { PushError } from "../../types";
import type { IndexJson } from "../schema-json";
import { isFieldName } from "./identifiers";

const MAX_FIELDS = 16;

/**
 * Checks the fields of one database index (crates/common/src/bootstrap_model/index, indexed_fields.rs in Convex's
 * source).
 */
export function checkIndexedFieldNames(table: string, { indexDescriptor, fields }: IndexJson): void {
  const refuse = (code: string, why: string): never => {
    throw new PushError(code, `In table "${table}": In index "${indexDescriptor}": ${why}`);
  };
  if (fields.length === 0) refuse("EmptyIndex", "it must have at least one field.");
  if (fields.length > MAX_FIELDS)
    refuse(
      "IndexTooManyFields",
      `Indexes may have up to ${MAX_FIELDS} fields, and this has ${fields.length}.`,
    );
  for (const field of fields) {
    if (field === "_id")
      refuse("IndexFieldsContainId", "`_id` is not a valid index field. Load documents by ID with `db.get`.");
    if (field === "_creationTime")
      refuse(
        "IndexFieldsContainCreationTime",
        "`_creationTime` is added to the end of each index by itself. Leave it out.",
      );
    if (field.startsWith("_"))
      refuse("IndexFieldNameReserved", `Reserved fields (starting with \`_\`) are not allowed: ${field}.`);
    if (!field.split(".").every(isFieldName)) refuse("InvalidIndexField", `Invalid index field: "${field}".`);
  }
  const twice = fields.find((field, index) => fields.indexOf(field) !== index);
  if (twice !== undefined)
    refuse("FieldsNotUniqueWithinIndex", `Duplicate field ${twice}. Fields must be unique within an index.`);
}
