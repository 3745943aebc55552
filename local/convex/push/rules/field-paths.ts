import type { ValidatorJson } from "../schema-json";

/** Whether some document that fits the validator can have the field; `path` is dotted. System fields always exist. */
export function canContainField(document: ValidatorJson, path: string): boolean {
  if (path.startsWith("_") && !path.includes(".")) return true;
  return reaches(document, path.split("."), () => true);
}

/** Whether the field can be an array of numbers. */
export function canHoldVector(document: ValidatorJson, path: string): boolean {
  return reaches(document, path.split("."), isVector);
}

function reaches(
  validator: ValidatorJson,
  [first, ...rest]: string[],
  accept: (leaf: ValidatorJson) => boolean,
): boolean {
  if (first === undefined) return accept(validator);
  if (validator.type === "any") return true;
  if (validator.type === "union")
    return validator.value.some((member) => reaches(member, [first, ...rest], accept));
  if (validator.type !== "object") return false;
  const field = Object.hasOwn(validator.value, first) ? validator.value[first] : undefined;
  return field !== undefined && reaches(field.fieldType, rest, accept);
}

function isVector(validator: ValidatorJson): boolean {
  if (validator.type === "any") return true;
  if (validator.type === "union") return validator.value.some(isVector);
  return validator.type === "array" && validator.value.type === "number";
}
