/** Every text and list from a client is refused if it is longer than any use of it needs. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { makeFunctionReference } from "convex/server";
import type { ValidatorJSON } from "convex/values";
import { api, internal } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import { draftFor, recipientsOf, signInAs } from "./support/campaigns";
import { type ExportedFunction, exportedFunctions } from "./support/deployment";
import { PASSKEY } from "./support/passkeys";
import { ADMIN, type Person, signIn } from "./support/people";
import { type World, runScheduled, start, whilePumping } from "./support/world";
import { type Dump, dump, members } from "./support/tables";

const LONG_TEXT = "a".repeat(1024 * 1024);
const MANY = 20_000;

let world: World;
let admin: Person;
/**
 * Calls the deployment with the admin's JWT. Unlike `admin.as`, it does not add `forUser`, so the test sets all
 * arguments.
 */
let caller: ReturnType<World["t"]["withIdentity"]>;
let ids: Record<string, string>;

beforeAll(async () => {
  world = await start();
  admin = await signIn(world, ADMIN);
  const { userId: subject, sessionId } = admin;
  caller = world.t.withIdentity({ subject, sessionId, issuer: process.env.CONVEX_SITE_URL });
  ids = await someIds(await signInAs(world, "marketer"));
});

/** One id from each table whose ids are accepted as arguments, by the table's name. */
async function someIds(marketer: Person): Promise<Record<string, string>> {
  const { linkId } = await world.t.mutation(internal.loginLinks.mint, { email: "ada@example.com" });
  const campaigns = await draftFor(marketer, 1);
  const [recipient] = await recipientsOf(world.t, campaigns);
  const [member] = await members(world.t);
  const made = await world.t.run(async ({ db }) => ({
    notices: await db.insert("notices", { userId: admin.userId, email: "x", kind: "linkUsed" }),
    passkeys: await db.insert("passkeys", { ...PASSKEY, userId: admin.userId }),
    webhooks: await db.insert("webhooks", { url: "https://hooks.example.com" }),
    apiKeys: await db.insert("apiKeys", { name: "x", keyHash: "x", prefix: "x", createdBy: "x" }),
    templates: await db.insert("templates", {
      name: "x",
      subject: "x",
      preheader: "",
      body: "x",
      buttonLabel: "x",
      createdBy: "x",
    }),
    suppressions: await db.insert("suppressions", {
      email: "bob@example.com",
      reason: "manual",
      addedBy: { kind: "backend" },
    }),
  }));
  return { ...made, campaigns, loginLinks: linkId, recipients: recipient!._id, members: member!._id };
}

type Args = Record<string, unknown>;
/** A valid value of an argument's type, and a variant for each place where the value can be too long. */
interface Sample {
  value: unknown;
  tooLong: { at: string; value: unknown }[];
}

function sample(kind: ValidatorJSON, isForUser = false): Sample {
  switch (kind.type) {
    case "string":
      return { value: isForUser ? admin.userId : "x", tooLong: [{ at: "text", value: LONG_TEXT }] };
    case "id":
      return { value: ids[kind.tableName], tooLong: [{ at: "id", value: LONG_TEXT }] };
    case "number":
      return { value: 1, tooLong: [] };
    case "bytes":
      return { value: new ArrayBuffer(1), tooLong: [{ at: "bytes", value: new ArrayBuffer(1_000_001) }] };
    case "boolean":
      return { value: true, tooLong: [] };
    case "literal":
      return { value: kind.value, tooLong: [] };
    case "null":
      return { value: null, tooLong: [] };
    case "union":
      return sampleOfUnion(kind.value);
    case "array":
      return sampleOfArray(sample(kind.value));
    case "record":
      return sampleOfRecord(sample(kind.values.fieldType));
    case "object":
      return sampleOfObject(kind.value);
    default:
      throw new Error(`This test does not know arguments of the kind ${kind.type}`);
  }
}

function sampleOfUnion(kinds: ValidatorJSON[]): Sample {
  const samples = kinds.map((kind) => sample(kind));
  return { value: samples[0]?.value, tooLong: samples.flatMap(({ tooLong }) => tooLong) };
}

function sampleOfArray({ value, tooLong }: Sample): Sample {
  const inside = tooLong.map((bad) => ({ at: `[${bad.at}]`, value: [bad.value] }));
  return { value: [value], tooLong: [...inside, { at: "list", value: Array(MANY).fill(value) }] };
}

function sampleOfRecord({ value, tooLong }: Sample): Sample {
  const inside = tooLong.map((bad) => ({ at: `{${bad.at}}`, value: { x: bad.value } }));
  return { value: { x: value }, tooLong: [...inside, { at: "key", value: { [LONG_TEXT]: value } }] };
}

function sampleOfObject(fields: Record<string, { fieldType: ValidatorJSON }>): Sample {
  const samples = Object.entries(fields).map(
    ([name, { fieldType }]) => [name, sample(fieldType, name === "forUser")] as const,
  );
  const value: Args = Object.fromEntries(samples.map(([name, one]) => [name, one.value]));
  const tooLong = samples.flatMap(([name, one]) =>
    one.tooLong.map((bad) => ({ at: `${name}.${bad.at}`, value: { ...value, [name]: bad.value } })),
  );
  return { value, tooLong };
}

function call({ path, type }: ExportedFunction, args: Args): Promise<unknown> {
  if (type === "query") return caller.query(makeFunctionReference<"query">(path), args);
  if (type === "mutation") return caller.mutation(makeFunctionReference<"mutation">(path), args);
  return whilePumping(caller.action(makeFunctionReference<"action">(path), args));
}

async function refusalOf(fn: ExportedFunction, args: Args): Promise<{ code?: string; message: string }> {
  try {
    await call(fn, args);
  } catch (error) {
    const { data, message } = error as Error & { data?: { code: string; message: string } };
    return data ?? { message };
  }
  return { message: "it was taken" };
}

/** All rows except those of the mail queue's batch worker, which change as time passes. */
async function kept(): Promise<Dump> {
  const tables = Object.entries(await dump(world.t));
  return Object.fromEntries(tables.filter(([table]) => !table.includes("/batchWorker/")));
}

/**
 * The messages that count as a clear refusal: our own, and Convex's for an invalid id or a field name that is too long.
 */
const CLEAR =
  /at most \d+ (?:characters|bytes|entries)|Another account|Validator error|Expected ID|^Field name/;

describe("arguments that are too long", () => {
  test("are refused by every public function, before anything is stored", async () => {
    await runScheduled(world);
    const before = structuredClone(await kept());
    const tried: string[] = [];
    for (const fn of (await exportedFunctions()).filter(({ isPublic }) => isPublic)) {
      const args = sample(fn.args);
      for (const { at, value } of args.tooLong) {
        const { message } = await refusalOf(fn, value as Args);
        expect([fn.path, at, message.slice(0, 300)]).toEqual([fn.path, at, expect.stringMatching(CLEAR)]);
        tried.push(fn.path);
      }
    }
    expect(tried.length).toBeGreaterThan(100);
    expect(new Set(tried).size).toBeGreaterThan(30);
    expect(await kept()).toEqual(before);
  });

  test("are longer than what people send: a long message and a chunk of an import are accepted", async () => {
    const campaignId = ids.campaigns as Id<"campaigns">;
    await admin.as.mutation(api.campaigns.update, {
      campaignId,
      draft: { body: "a".repeat(40_000) },
      seen: { body: 1 },
    });
    const rows = Array.from({ length: 500 }, (_, line) => ({
      line,
      email: `p${line}@example.com`,
      fields: { note: "n".repeat(900) },
    }));
    expect(await admin.as.mutation(api.recipients.add, { campaignId, rows })).toMatchObject({ added: 500 });
  });
});
