/** Refuses the calls to the database that Convex refuses and convex-test accepts. */
import { jsonToConvex, type JSONValue, type Value } from "convex/values";
import type { Database } from "./convex-test-internals";
import { tableOf } from "./table-indexes";
import { checkDocument } from "./value-limits";

interface DatabaseArguments {
  table?: string;
  id?: unknown;
  isSystem?: boolean;
  value?: JSONValue;
}

const CALLS: Record<string, { name: string; takesObject?: boolean }> = {
  "1.0/get": { name: "db.get" },
  "1.0/insert": { name: "db.insert", takesObject: true },
  "1.0/shallowMerge": { name: "db.patch" },
  "1.0/replace": { name: "db.replace", takesObject: true },
  "1.0/remove": { name: "db.delete" },
};

/** @throws Convex's own message */
export function checkDatabaseCall(op: string, args: DatabaseArguments): void {
  const call = CALLS[op];
  if (!call) return;
  guardSystemTables(args);
  if (call.takesObject && !isObject(args.value))
    throw new Error(`Invalid argument \`value\` for \`${call.name}\`: Value must be an Object`);
}

/** Follows Convex's `system_table_guard` in crates/isolate/src/environment/udf/async_syscall.rs. */
function guardSystemTables({ table, id, isSystem = false }: DatabaseArguments): void {
  const name = typeof id === "string" ? tableOf(id) : (table ?? "");
  if (isSystem && name !== "" && !name.startsWith("_"))
    throw new Error("User tables cannot be accessed with db.system.");
  if (!isSystem && name.startsWith("_"))
    throw new Error("System tables can only be accessed with db.system.");
}

function isObject(value: JSONValue | undefined): boolean {
  const known: unknown = value === undefined ? undefined : jsonToConvex(value);
  const isOther = Array.isArray(known) || known instanceof ArrayBuffer;
  return typeof known === "object" && known !== null && !isOther;
}

/**
 * Checks documents against Convex's limits before they are checked against the schema, like `PendingDocument::new` and
 * `check_user_size` in crates/common/src/document.rs. The deployment's own rows are not checked.
 */
export function limitDocuments(db: Database): void {
  const validate = db._validate.bind(db);
  db._validate = (table, value) => {
    if (!table.startsWith("_")) checkDocument(value as Record<string, Value>);
    validate(table, value);
  };
}
