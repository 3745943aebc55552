import { CommitTsPlaceholder, getConvexSize, getDocumentSize, type Value } from "convex/values";

const KIB = 1024;
const MIB = KIB * KIB;
/** Convex's limits, from crates/value/src/{array,object,size}.rs and crates/common/src/{document,knobs}.rs */
const VALUE_LIMITS = {
  arrayLength: 8192,
  objectFields: 1024,
  nesting: 64,
  documentNesting: 16,
  documentSize: MIB,
  argumentsSize: 16 * MIB,
  resultSize: 16 * MIB,
};

/** Checks counts and nesting of any value. @throws Convex's own message */
export function checkValue(value: Value | undefined): void {
  const nesting = nestingOf(value);
  if (nesting > VALUE_LIMITS.nesting)
    throw new Error(
      `Value is too nested (nested ${nesting} levels deep > maximum nesting ${VALUE_LIMITS.nesting})`,
    );
}

/** The depth of nesting; 0 for a value that contains nothing. Checks the counts of each level on the way. */
function nestingOf(value: Value | undefined): number {
  if (Array.isArray(value)) {
    if (value.length > VALUE_LIMITS.arrayLength)
      throw new Error(
        `Array length is too long (${value.length} > maximum length ${VALUE_LIMITS.arrayLength})`,
      );
    return 1 + deepest(value);
  }
  if (!isObject(value)) return 0;
  const fields = Object.values(value);
  if (fields.length > VALUE_LIMITS.objectFields)
    throw new Error(
      `Object has too many fields (${fields.length} > maximum number ${VALUE_LIMITS.objectFields})`,
    );
  return 1 + deepest(fields);
}

function deepest(values: (Value | undefined)[]): number {
  return values.reduce<number>((most, value) => Math.max(most, nestingOf(value)), 0);
}

function isObject(value: Value | undefined): value is Record<string, Value> {
  const isOther = value instanceof ArrayBuffer || value instanceof CommitTsPlaceholder;
  return typeof value === "object" && value !== null && !isOther;
}

/** Checks a document's fields without its own `_id` and `_creationTime`. @throws Convex's own message */
export function checkDocument(fields: Record<string, Value>): void {
  checkValue(fields);
  const system = Object.keys(fields).find((field) => field.startsWith("_"));
  if (system !== undefined) throw new Error(notYours(system));
  const nesting = nestingOf(fields);
  if (nesting > VALUE_LIMITS.documentNesting)
    throw new Error(
      `Document is too nested (nested ${nesting} levels deep > maximum nesting ${VALUE_LIMITS.documentNesting})`,
    );
  const size = getDocumentSize(fields);
  if (size > VALUE_LIMITS.documentSize) throw new Error(tooLarge(size, VALUE_LIMITS.documentSize));
}

function notYours(field: string): string {
  if (field === "_id") return "Provided document ID doesn't match '_id' field";
  if (field === "_creationTime") return "Provided creation time doesn't match '_creationTime' field";
  return `Field '${field}' starts with an underscore, which is only allowed for system fields like '_id'`;
}

const tooLarge = (size: number, limit: number) =>
  `Value is too large (${formatBytes(size)} > maximum size ${formatBytes(limit)})`;

/** Checks arguments as crates/udf/src/helpers.rs does: they are an array of one object. */
export function checkArguments(path: string, args: Record<string, Value>): void {
  withPrefix(`Invalid arguments for ${path}`, () => checkValue([args]));
  const size = getConvexSize([args]);
  if (size > VALUE_LIMITS.argumentsSize)
    throw new Error(
      `Arguments for ${path} are too large (actual: ${formatBytes(size)}, limit: ${formatBytes(VALUE_LIMITS.argumentsSize)})`,
    );
}

/** Checks a result as `deserialize_udf_result_inner` in crates/isolate/src/helpers.rs does. */
export function checkResult(path: string, result: Value): void {
  withPrefix(`Function ${path} return value invalid`, () => checkValue(result));
  const size = getConvexSize(result);
  if (size > VALUE_LIMITS.resultSize)
    throw new Error(
      `Function ${path} return value is too large (actual: ${formatBytes(size)}, limit: ${formatBytes(VALUE_LIMITS.resultSize)})`,
    );
}

function withPrefix(prefix: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new Error(`${prefix}: ${(error as Error).message}`);
  }
}

/** The size in the format of the crate humansize: `1.5 MiB`, `16 MiB`. */
export function formatBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB"];
  const unit = bytes < KIB ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / KIB ** unit).toFixed(2))} ${units[unit]}`;
}
