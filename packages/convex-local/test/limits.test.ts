/** Every figure and message comes from get-convex/convex-backend; comments beside the cases name its source files. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ConvexError } from "convex/values";
import { formatBytes } from "../src/value-limits";
import { api, httpClient, pushOf, serve, source } from "./deployment-support";
import { schema } from "./push-request";

const CODE = source(
  "limits.js",
  `const makers = {
     array: (length) => ({ items: Array.from({ length }, () => null) }),
     object: (fields) => ({ inner: Object.fromEntries(Array.from({ length: fields }, (_, at) => ["f" + at, null])) }),
     text: (bytes) => ({ text: "x".repeat(bytes) }),
     nested: (levels) => { let value = null; for (let at = 0; at < levels; at++) value = [value]; return { value }; },
   };
   const make = ([kind, size]) => makers[kind](size);
   export const insert = mutation({ handler: async (ctx, { what }) => (await ctx.db.insert("notes", make(what))) && "in" });
   export const insertFields = mutation({ handler: async (ctx, { fields }) => (await ctx.db.insert("notes", fields)) && "in" });
   export const patch = mutation({ handler: async (ctx, { what, fields }) => {
     const id = await ctx.db.insert("notes", {});
     await ctx.db.patch(id, fields ?? make(what)); return "in"; } });
   export const replace = mutation({ handler: async (ctx, { what, fields }) => {
     const id = await ctx.db.insert("notes", {});
     await ctx.db.replace(id, fields ?? make(what)); return "in"; } });
   export const returns = query({ handler: (ctx, { what }) => make(what) });
   export const takes = query({ handler: () => "taken" });
   export const pass = mutation({ handler: (ctx, { what }) => ctx.runQuery(api.limits.takes, make(what)) });
   export const catches = mutation({ handler: async (ctx, { what }) => {
     try { await ctx.db.insert("notes", make(what)); } catch (error) { return error.message; } } });
   export const down = mutation({ handler: (ctx, { levels }) => levels === 0 ? "bottom" : ctx.runMutation(api.limits.down, { levels: levels - 1 }) });
   export const schedule = mutation({ handler: async (ctx, { name, after }) => {
     await ctx.scheduler.runAfter(after ?? 1e8, name ?? "limits:takes", {}); return "scheduled"; } });
   export const ownJob = mutation({ handler: async (ctx, { does }) => {
     const job = await ctx.scheduler.runAfter(1e8, api.limits.takes, {});
     const note = await ctx.db.insert("notes", {});
     const all = {
       systemGet: () => ctx.db.system.get(job), get: () => ctx.db.get(job), patch: () => ctx.db.patch(job, { name: "x" }),
       replace: () => ctx.db.replace(job, {}), delete: () => ctx.db.delete(job), systemGetNote: () => ctx.db.system.get(note) };
     return (await all[does]()) ? "found" : "nothing"; } });
   export const page = query({ handler: async (ctx, { table, order, opts }) =>
     ctx.db.query(table ?? "notes").order(order ?? "asc").paginate(opts) });
   export const twoPages = query({ handler: async (ctx) => {
     await ctx.db.query("notes").paginate({ cursor: null, numItems: 1 });
     await ctx.db.query("notes").paginate({ cursor: null, numItems: 1 }); } });
   export const range = query({ handler: async (ctx, { order }) => (await ctx.db.query("pairs").withIndex("by_a_b", (q) =>
     order.reduce((range, field) => range.eq(field, 1), q)).collect()).length });
   export const addPair = mutation({ handler: (ctx) => ctx.db.insert("pairs", { a: 1, b: 1 }) });`,
);

const any = { type: "any" };
const tables = [
  { tableName: "notes", indexes: [], documentType: any },
  {
    tableName: "pairs",
    indexes: [{ indexDescriptor: "by_a_b", fields: ["a", "b"] }],
    documentType: any,
  },
].map((table) => ({ ...table, searchIndexes: [], vectorIndexes: [] }));

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  server = await serve(await pushOf([CODE], { schema: schema(tables) }));
});
afterAll(() => server?.close());

const MIB = 1024 * 1024;
type Args = Record<string, unknown>;
const mutate = (name: string, args: Args) => httpClient(server.url).mutation(api.limits![name]!, args);
const query = (name: string, args: Args) => httpClient(server.url).query(api.limits![name]!, args);

describe("values", () => {
  // MAX_ARRAY_LEN in value/src/array.rs, MAX_OBJECT_FIELDS in value/src/object.rs, MAX_USER_SIZE and
  // MAX_DOCUMENT_NESTING in common/src/document.rs. A document's own fields, `_id` and `_creationTime` count.
  const TOO_MUCH: [kind: string, most: number, sentence: string][] = [
    ["array", 8192, "Array length is too long (8193 > maximum length 8192)"],
    ["object", 1024, "Object has too many fields (1025 > maximum number 1024)"],
    ["text", MIB - 70, "Value is too large (1 MiB > maximum size 1 MiB)"],
    ["nested", 15, "Document is too nested (nested 17 levels deep > maximum nesting 16)"],
  ];
  test.each(TOO_MUCH)(
    "a document with the maximum of %s (%i) is accepted, and one more is refused",
    async (kind, most, sentence) => {
      for (const write of ["insert", "patch", "replace"]) {
        await expect(mutate(write, { what: [kind, most] })).resolves.toBe("in");
        await expect(mutate(write, { what: [kind, most + 1] })).rejects.toThrow(sentence);
      }
    },
  );

  test("a refused write can be caught", async () => {
    expect(await mutate("catches", { what: ["array", 9000] })).toContain("Array length is too long");
  });

  // MAX_NESTING in value/src/size.rs: 64, including the object around the value and the array of arguments.
  test("results may be nested 64 deep", async () => {
    expect(await query("returns", { what: ["nested", 63] })).toBeDefined();
    await expect(query("returns", { what: ["nested", 64] })).rejects.toThrow(
      "Function limits:returns return value invalid: Value is too nested (nested 65 levels deep > maximum nesting 64)",
    );
  });

  // FUNCTION_MAX_ARGS_SIZE, FUNCTION_MAX_RESULT_SIZE in common/src/knobs.rs; messages from udf/src/helpers.rs and
  // isolate/src/helpers.rs.
  test("arguments and results may have 16 MiB", async () => {
    const most = 16 * MIB - 64;
    await expect(query("takes", { text: "x".repeat(most) })).resolves.toBe("taken");
    await expect(query("takes", { text: "x".repeat(most + 64) })).rejects.toThrow(
      "Arguments for limits:takes are too large (actual: 16 MiB, limit: 16 MiB)",
    );
    await expect(mutate("pass", { what: ["text", 17 * MIB] })).rejects.toThrow(
      "Arguments for limits:takes are too large (actual: 17 MiB, limit: 16 MiB)",
    );
    await expect(query("returns", { what: ["text", 17 * MIB] })).rejects.toThrow(
      "Function limits:returns return value is too large (actual: 17 MiB, limit: 16 MiB)",
    );
  });

  test("arguments are limited in the same way", async () => {
    await expect(query("takes", { items: Array.from({ length: 8193 }, () => 1) })).rejects.toThrow(
      "Invalid arguments for limits:takes: Array length is too long (8193 > maximum length 8192)",
    );
  });

  // DocumentValidationError::SystemField in common/src/document.rs.
  test.each([
    ["_x", "Field '_x' starts with an underscore, which is only allowed for system fields like '_id'"],
    ["_id", "Provided document ID doesn't match '_id' field"],
    ["_creationTime", "Provided creation time doesn't match '_creationTime' field"],
  ])("a new document cannot have the field %s", async (field, sentence) => {
    await expect(mutate("insertFields", { fields: { [field]: "1" } })).rejects.toThrow(sentence);
  });

  test("field names with an underscore are refused at the top level only", async () => {
    await expect(mutate("patch", { fields: { _x: 1 } })).rejects.toThrow(
      "Field '_x' starts with an underscore",
    );
    await expect(mutate("insertFields", { fields: { inner: { _x: 1 } } })).resolves.toBe("in");
  });

  test("errors show sizes in the same form as Convex", () => {
    expect([0, 1023, 1024, 1536, MIB + 1, 17.5 * MIB, 3 * 1024 * MIB].map(formatBytes)).toEqual([
      "0 B",
      "1023 B",
      "1 KiB",
      "1.5 KiB",
      "1 MiB",
      "17.5 MiB",
      "3 GiB",
    ]);
  });
});

describe("calls", () => {
  // MAX_REACTOR_CALL_DEPTH in common/src/knobs.rs.
  test("queries and mutations can be nested eight deep", async () => {
    await expect(mutate("down", { levels: 8 })).resolves.toBe("bottom");
    await expect(mutate("down", { levels: 9 })).rejects.toThrow("Cross component call depth limit exceeded.");
  });

  // validate_schedule_args in udf/src/validation.rs.
  test.each([
    [{ name: "limits:nobody" }, "no exported function nobody found in the file: limits.js"],
    [{ name: "nowhere:takes" }, "Attempted to schedule function"],
    [{ after: 6 * 366 * 86_400_000 }, "is more than 5 years in the future"],
  ])("scheduling %j is refused", async (args, sentence) => {
    await expect(mutate("schedule", args)).rejects.toThrow(sentence);
    await expect(mutate("schedule", {})).resolves.toBe("scheduled");
  });

  // system_table_guard in isolate/src/environment/udf/async_syscall.rs.
  test("system tables can be read with db.system, and not written", async () => {
    await expect(mutate("ownJob", { does: "systemGet" })).resolves.toBe("found");
    for (const does of ["get", "patch", "replace", "delete"])
      await expect(mutate("ownJob", { does })).rejects.toThrow(
        "System tables can only be accessed with db.system.",
      );
    await expect(mutate("ownJob", { does: "systemGetNote" })).rejects.toThrow(
      "User tables cannot be accessed with db.system.",
    );
  });
});

describe("pages", () => {
  const first = { cursor: null, numItems: 1 };
  const page = (args: Args) => query("page", args) as Promise<{ continueCursor: string }>;

  // query_page in isolate/src/environment/udf/async_syscall.rs; TRANSACTION_MAX_READ_SIZE_ROWS in common/src/knobs.rs.
  test.each([
    [{ numItems: 0 }, "Must request at least 1 document while paginating"],
    [{ numItems: 32_001 }, "Requested too many items: 32001"],
    [{ numItems: 1, maximumRowsRead: 0 }, "maximumRowsRead and maximumBytesRead must be greater than 0"],
    [{ numItems: 1, cursor: "nonsense" }, "Failed to parse cursor"],
  ])("%j is refused", async (opts, sentence) => {
    await expect(page({ opts: { cursor: null, ...opts } })).rejects.toThrow(sentence);
    await expect(page({ opts: { cursor: null, numItems: 32_000 } })).resolves.toBeDefined();
  });

  // invalid_cursor in database/src/query/mod.rs.
  test("a cursor works only for the query that it came from", async () => {
    await mutate("insertFields", { fields: { n: 1 } });
    const { continueCursor: cursor } = await page({ opts: first });
    await expect(page({ opts: { ...first, cursor } })).resolves.toBeDefined();
    for (const other of [{ order: "desc" }, { table: "pairs" }]) {
      const error = await page({ ...other, opts: { ...first, cursor } }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ConvexError);
      expect((error as ConvexError<string>).data).toEqual({
        isConvexSystemError: true,
        paginationError: "InvalidCursor",
      });
    }
  });

  test("a function can have one paginated query only", async () => {
    await expect(query("twoPages", {})).rejects.toThrow("single paginated query");
  });

  // compile in common/src/query.rs sorts the equalities.
  test("equalities of an index range may be in any order, and must cover the first fields", async () => {
    await mutate("addPair", {});
    for (const order of [["a"], ["a", "b"], ["b", "a"]]) expect(await query("range", { order })).toBe(1);
    await expect(query("range", { order: ["b"] })).rejects.toThrow();
  });
});
