/** The tables of the `betterAuth` component match the tables that Better Auth and its plugins define. */
import { describe, expect, test } from "@jest/globals";
import { getAuthTables } from "better-auth/db";
import { jwt } from "better-auth/plugins/jwt";
import { tableOptions } from "@/convex/betterAuth/options";
import schema from "@/convex/betterAuth/schema";

interface Field {
  fieldName?: string;
  required?: boolean;
  unique?: boolean;
}

const tables = getAuthTables({ plugins: [jwt()] });
const theirs = Object.values(tables);
const ours = schema.tables as unknown as Record<
  string,
  { validator: { fields: Record<string, { isOptional: string }> }; " indexes"(): { fields: string[] }[] }
>;

test("the adapter gets the same tables as the plugins define", () => {
  // Compared as text, because the defaults are functions that are created each time.
  expect(JSON.stringify(getAuthTables(tableOptions))).toBe(JSON.stringify(tables));
});

test("there are as many tables as the plugins define", () => {
  expect(Object.keys(ours).sort()).toEqual(theirs.map(({ modelName }) => modelName).sort());
});

describe.each(theirs)("$modelName", ({ modelName, fields }) => {
  const table = ours[modelName]!;

  test("has the same fields, and the same ones are optional", () => {
    const expected = Object.entries<Field>(fields).map(([name, { fieldName = name, required }]) => [
      fieldName,
      required === false ? "optional" : "required",
    ]);
    const actual = Object.entries(table.validator.fields).map(([name, { isOptional }]) => [name, isOptional]);
    expect(actual.sort()).toEqual(expected.sort());
  });

  test("has an index for each unique field", () => {
    const indexed = table[" indexes"]().map((index) => index.fields[0]);
    for (const [name, { unique }] of Object.entries<Field>(fields))
      if (unique) expect(indexed).toContain(name);
  });
});
