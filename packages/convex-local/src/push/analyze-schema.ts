import { createIsolate } from "../isolate";
import { PushError, type PushedModule, type SchemaJson } from "../types";
import { describeImportError } from "./import-error";
import type { TableJson } from "./schema-json";
import { checkTables } from "./rules/tables";

/** Evaluates a pushed `schema.js` and checks every rule of tables, validators and indexes. Null without a schema. */
export async function analyzeSchema(module: PushedModule | null): Promise<SchemaJson | null> {
  if (!module) return null;
  const schema = exportSchema(await importSchema(module));
  checkTables(schema.tables as TableJson[], schema.schemaValidation);
  return schema;
}

async function importSchema(module: PushedModule): Promise<unknown> {
  const env = (name: string): never => {
    throw new PushError(
      "NoEnvironmentVariablesDuringSchema",
      `Environment variables are unsupported when evaluating schema, and it reads ${name}`,
    );
  };
  try {
    return (await createIsolate([module], { env, phase: "import-only" }).load(module.path)).default;
  } catch (error) {
    throw new PushError("InvalidSchema", `Failed to evaluate schema.js: ${describeImportError(error)}`);
  }
}

function exportSchema(schema: unknown): SchemaJson {
  if (schema === undefined || schema === null)
    throw new PushError(
      "MissingSchemaExportError",
      "Schema file missing default export. Export default defineSchema().",
    );
  try {
    const exported = (schema as { export: () => string }).export();
    return JSON.parse(exported) as SchemaJson;
  } catch {
    throw new PushError(
      "InvalidSchemaExport",
      "Default export from schema file isn't a Convex schema. Export the return value of defineSchema().",
    );
  }
}
