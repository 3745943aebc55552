import type { ValidatorJson } from "../schema-json";

/** Whether some document that fits the validator can have the field; `path` is dotted. System fields always exist. */
export function canContainField(document: ValidatorJson, path: string): boolean {
  if (path.startsWith("_") && !path.includes(".")) return true;
  return reaches(document, path.split("."));
}

function reaches(validator: ValidatorJson, [first, ...rest]: string[]): boolean {
  if (first === undefined || validator.type === "any") return true;
  if (validator.type === "union") return validator.value.some((member) => reaches(member, [first, ...rest]));
  if (validator.type !== "object") return false;
  const field = Object.hasOwn(validator.value, first) ? validator.value[first] : undefined;
  return field !== undefined && reaches(field.fieldType, rest);
}
