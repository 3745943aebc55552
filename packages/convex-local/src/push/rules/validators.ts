import { PushError } from "../../types";
import type { FieldJson, ValidatorJson } from "../schema-json";
import { IDENTIFIER_RULE, isFieldName, isIdentifier } from "./identifiers";

/** Checks that a table's validator is an object, a union of objects, or any. */
export function checkDocumentType(validator: ValidatorJson): void {
  const members = validator.type === "union" ? validator.value : [validator];
  const wrong = members.find((member) => member.type !== "object");
  if (wrong && validator.type !== "any")
    throw new PushError(
      "InvalidTopLevelTypeInSchemaError",
      `The document validator in a schema must be an object, a union of objects, or \`v.any()\`. Found ${wrong.type}.`,
    );
  checkValidator(validator);
}

/** Checks the names of fields and tables, at any depth. */
function checkValidator(validator: ValidatorJson): void {
  switch (validator.type) {
    case "object":
      for (const [name, field] of Object.entries(validator.value)) checkField(name, field);
      return;
    case "array":
      return checkValidator(validator.value);
    case "union":
      return validator.value.forEach(checkValidator);
    case "record":
      return checkValidator(validator.values.fieldType);
    case "id":
      if (!isIdentifier(validator.tableName.replace(/^_+/, "")))
        throw new PushError("InvalidTableName", `Invalid table name: "${validator.tableName}" in v.id().`);
      return;
    default:
      return;
  }
}

function checkField(name: string, field: FieldJson): void {
  if (!isFieldName(name))
    throw new PushError("InvalidSchema", `Invalid field name "${name}". Use ${IDENTIFIER_RULE}.`);
  checkValidator(field.fieldType);
}
