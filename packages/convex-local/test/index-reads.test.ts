import { describe, expect, test } from "@jest/globals";
import type { GenericMutationCtx, GenericQueryCtx } from "convex/server";
import { defineSchema, defineTable } from "convex/server";
import { convexToJson, v, type Value } from "convex/values";
import { convexTest } from "convex-test";
import { openConvexTest, type ConvexTestInternals } from "../src/convex-test-internals";
import { useIndexes } from "../src/index-reads";
import type { SchemaJson } from "../src/types";

/**
 * The tests make the same random writes and reads, rollbacks included, on plain convex-test and on convex-test with
 * indexes. Every result must be the same. A failure names its seed and step.
 */
const definition = defineSchema({
  items: defineTable(v.any())
    .index("by_k", ["k"])
    .index("by_k_and_n", ["k", "n"])
    .index("by_nested", ["o.z"])
    .index("by_n", ["n"]),
  others: defineTable(v.any()).index("by_k", ["k"]),
});
const schema = JSON.parse((definition as unknown as { export(): string }).export()) as SchemaJson;

type Ctx = GenericMutationCtx<never> & GenericQueryCtx<never>;
type Backend = { run<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>; ids: string[] };

function stock(): Backend {
  const test = convexTest({
    schema: definition,
    modules: { "./_generated/none.js": () => Promise.resolve({}) },
  });
  return { run: (work) => test.run(work as never) as never, ids: [] };
}

function indexed(): Backend & { internals: ConvexTestInternals } {
  const internals = openConvexTest();
  const { db } = internals.global.components[""]!;
  db._schema = internals.toSchema(schema);
  const reads = useIndexes(db, "");
  const test = internals.test as unknown as ReturnType<typeof convexTest>;
  const run: Backend["run"] = async (work) => {
    try {
      return (await test.run(work as never)) as never;
    } finally {
      reads.closeStreams();
    }
  };
  return { run, ids: [], internals };
}

/** A small linear congruential generator: the same seed gives the same sequence. */
function random(seed: number) {
  let state = seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % limit;
  };
  const of = <T>(values: readonly T[]): T => values[below(values.length)]!;
  return { below, of };
}
type Random = ReturnType<typeof random>;

const bytes = (...values: number[]) => new Uint8Array(values).buffer;
const KEYS: (Value | undefined)[] = [
  undefined, null, "x", "y", "", "é", "\u{1F600}", 1, 0, -0, 1.5, -Infinity, NaN, 1n, 2n, -5n, true, false,
  bytes(), bytes(1), bytes(1, 2), [], [1], [1, "a"], {}, { a: 1 }, { a: 1, b: null },
]; // prettier-ignore
const TABLES = ["items", "others"] as const;

function document({ of, below }: Random): Record<string, Value> {
  const k = of(KEYS);
  const nested: Record<string, Value> = below(2)
    ? { o: below(4) ? { z: `z${below(3)}` } : "not an object" }
    : {};
  return { ...(k === undefined ? {} : { k }), n: below(20), ...nested };
}

async function write(ctx: Ctx, rnd: Random, ids: string[], added: string[]): Promise<void> {
  const db = ctx.db as never as Record<string, (...args: unknown[]) => Promise<unknown>>;
  const choice = rnd.below(6);
  if (choice <= 2) {
    added.push((await db.insert!(rnd.of(TABLES), document(rnd))) as string);
    return;
  }
  const all = [...ids, ...added];
  const id = all[rnd.below(all.length || 1)];
  const fields = document(rnd);
  const chance = rnd.below(2);
  if (!id || !(await db.get!(id))) return;
  if (choice === 3) await db.patch!(id, { n: fields.n, k: fields.k });
  else if (choice === 4) await db.replace!(id, fields);
  else if (chance) await db.delete!(id);
}

type ResultPage = { page: unknown[]; continueCursor: string; isDone: boolean };
type Query = {
  withIndex(name: string, range?: (q: RangeBuilder) => unknown): Query;
  filter(
    predicate: (q: { lt(a: unknown, b: unknown): unknown; field(name: string): unknown }) => unknown,
  ): Query;
  order(order: "asc" | "desc"): Query;
  collect(): Promise<unknown[]>;
  take(count: number): Promise<unknown[]>;
  first(): Promise<unknown>;
  paginate(options: { numItems: number; cursor: string | null }): Promise<ResultPage>;
};
type RangeBuilder = Record<
  "eq" | "gt" | "gte" | "lt" | "lte",
  (field: string, value: unknown) => RangeBuilder
>;

function ranged(query: Query, rnd: Random): Query {
  const [k, low, high] = [rnd.of(KEYS), rnd.below(20), rnd.below(20)];
  const lower = rnd.of(["gt", "gte"] as const);
  const upper = rnd.of(["lt", "lte"] as const);
  const ranges: [string, ((q: RangeBuilder) => unknown)?][] = [
    ["by_k", (q) => q.eq("k", k)],
    ["by_k", (q) => q[lower]("k", k)],
    ["by_k", (q) => q[upper]("k", k)],
    ["by_k", (q) => q[lower]("k", k)[upper]("k", KEYS[high])],
    ["by_k_and_n", (q) => q.eq("k", k)[lower]("n", low)],
    ["by_k_and_n", (q) => q.eq("k", k)[lower]("n", low)[upper]("n", high)],
    ["by_k_and_n", (q) => q.eq("k", k).eq("n", low)],
    ["by_nested", (q) => q.eq("o.z", `z${low % 3}`)],
    ["by_nested", (q) => q[lower]("o.z", "z0")],
    ["by_n", (q) => q[lower]("n", low)],
    ["by_n", (q) => q[upper]("n", high)],
    ["by_n"],
    ["by_creation_time"],
    ["by_id"],
  ];
  return query.withIndex(...rnd.of(ranges));
}

/** One random read, with its result as text. */
async function read(ctx: Ctx, rnd: Random, mayPage: boolean): Promise<string> {
  const items = (ctx.db as never as { query(table: string): Query }).query("items");
  const source = rnd.below(8) === 0 ? items : ranged(items, rnd);
  const ordered = source.order(rnd.of(["asc", "desc"]));
  const filtered = rnd.below(4) === 0 ? ordered.filter((q) => q.lt(q.field("n"), 10)) : ordered;
  const choice = rnd.below(5);
  if (choice === 0) return text(await filtered.collect());
  if (choice === 1) return text(await filtered.take(rnd.below(6)));
  if (choice === 2) return text(await filtered.first());
  if (choice === 3 && mayPage) return text((await filtered.paginate({ numItems: 3, cursor: null })).page);
  return text(await filtered.take(1000));
}

function text(answer: unknown): string {
  const withoutTime = (doc: unknown) => (doc && typeof doc === "object" ? { ...doc, _creationTime: 0 } : doc);
  const docs = Array.isArray(answer) ? answer.map(withoutTime) : withoutTime(answer);
  return JSON.stringify(convexToJson(docs as Value));
}

/**
 * Runs a whole random sequence and returns the result of every read. Each transaction has many operations, because
 * convex-test under Jest wraps the globals again for each transaction and becomes slower each time.
 */
async function story(backend: Backend, seed: number, steps: number): Promise<string[]> {
  const rnd = random(seed);
  const answers: string[] = [];
  for (let step = 0; step < steps; step++) {
    const [fails, added] = [rnd.below(6) === 0, [] as string[]];
    const work = async (ctx: Ctx) => {
      for (let at = 0; at < 12; at++) {
        await write(ctx, rnd, backend.ids, added);
        // A transaction may read only one page.
        if (at % 2 === 1) answers.push(`${step} ${await read(ctx, rnd, at === 1)}`);
      }
      if (fails) throw new Error("roll back");
    };
    const committed = await backend.run(work).then(
      () => true,
      (error: Error) => {
        if (error.message !== "roll back") throw error;
        return false;
      },
    );
    if (committed) backend.ids.push(...added);
    await backend.run(async (ctx) => void answers.push(`${step} ${await read(ctx, rnd, true)}`));
  }
  return answers;
}

describe("reads through indexes", () => {
  test("take about as long among 50,000 documents as among 500", async () => {
    const small = await readingTime(500);
    const large = await readingTime(50_000);
    expect(large).toBeLessThan(Math.max(8 * small, 60));
  }, 60_000);

  test.each([1, 2, 3])("return the same as convex-test (seed %i)", async (seed) => {
    expect(await story(indexed(), seed, 40)).toEqual(await story(stock(), seed, 40));
  });

  test("return the whole range when all pages are joined, in both orders", async () => {
    const backend = indexed();
    const rnd = random(7);
    await backend.run(async (ctx) => {
      for (let at = 0; at < 100; at++)
        await (ctx.db as never as { insert(t: string, d: unknown): Promise<void> }).insert(
          "items",
          document(rnd),
        );
    });
    for (const order of ["asc", "desc"] as const) {
      const collected = await backend.run((ctx) => queryOf(ctx).order(order).collect());
      const pages: unknown[] = [];
      for (let cursor: string | null = null; ;) {
        const options: { numItems: number; cursor: string | null } = { numItems: 7, cursor };
        const result: ResultPage = await backend.run((ctx) => queryOf(ctx).order(order).paginate(options));
        pages.push(...result.page);
        if (result.isDone) break;
        cursor = result.continueCursor;
      }
      expect(text(pages)).toBe(text(collected));
    }
  });

  test("do not see later writes of the same transaction once the stream is open", async () => {
    await indexed().run(async (ctx) => {
      const db = ctx.db as never as {
        insert(table: string, doc: unknown): Promise<string>;
        delete(id: string): Promise<void>;
      };
      const ids = [await db.insert("items", { n: 1 }), await db.insert("items", { n: 3 })];
      const seen: number[] = [];
      for await (const doc of queryOf(ctx) as never as AsyncIterable<{ n: number }>) {
        seen.push(doc.n);
        if (seen.length === 1) {
          await db.insert("items", { n: 2 });
          await db.delete(ids[1]!);
        }
      }
      expect(seen).toEqual([1, 3]);
    });
  });
});

function queryOf(ctx: Ctx): Query {
  return (ctx.db as never as { query(table: string): Query }).query("items").withIndex("by_n");
}

/** Milliseconds for 20 transactions of four reads each: equality, range, newest, page. */
async function readingTime(count: number): Promise<number> {
  const backend = indexed();
  const { db } = backend.internals.global.components[""]!;
  for (let at = 0; at < count; at++) {
    const _id = `${String(at).padStart(27, "0")}items`;
    db._documents[_id] = { _id, _creationTime: at, n: at, k: `k${at % 100}` };
  }
  const reads = async (ctx: Ctx, at: number) => {
    const items = () => (ctx.db as never as { query(table: string): Query }).query("items");
    await items()
      .withIndex("by_k_and_n", (q) => q.eq("k", `k${at}`))
      .first();
    await items()
      .withIndex("by_n", (q) => q.gt("n", count / 2))
      .take(20);
    await items().withIndex("by_n").order("desc").first();
    await items().order("desc").paginate({ numItems: 20, cursor: null });
  };
  await backend.run((ctx) => reads(ctx, 0)); // Builds the indexes.
  const start = performance.now();
  for (let at = 0; at < 20; at++) await backend.run((ctx) => reads(ctx, at));
  return performance.now() - start;
}
