/** The stored data: every row of every table, including those of the components and the scheduler. */
import type { GenericDataModel, GenericMutationCtx } from "convex/server";
import type { Doc } from "@/convex/_generated/dataModel";
import { type Component, COMPONENTS, componentSchema, type Deployment } from "./deployment";
import schema from "@/convex/schema";

export type Row = Record<string, unknown>;
/** Rows by table. The name of a component's table is `component/table`; the app's own tables have no such prefix. */
export type Dump = Record<string, Row[]>;

type RunInComponent = <T>(
  component: string,
  handler: (ctx: GenericMutationCtx<GenericDataModel>) => Promise<T>,
) => Promise<T>;

/** convex-test has this but omits it from its types. */
function runInComponent(t: Deployment): RunInComponent {
  return (t as unknown as { runInComponent: RunInComponent }).runInComponent;
}

export async function dump(t: Deployment): Promise<Dump> {
  const all: Dump = await rowsOf(t, "", Object.keys(schema.tables));
  for (const name of COMPONENTS) {
    const tables = Object.keys((await componentSchema(name)).tables);
    Object.assign(all, await rowsOf(t, name, tables));
  }
  return all;
}

/**
 * The tables in which a row contains this text, in any case of its letters. Occurrences inside `within` do not count.
 * Scheduled functions are left out, because Convex deletes them itself.
 */
export async function tablesNaming(t: Deployment, text: string, within?: string): Promise<string[]> {
  const tables = Object.entries(await dump(t)).filter(([name]) => !name.endsWith("_scheduled_functions"));
  const texts = tables.map(([name, rows]) => [name, asText(rows).toLowerCase()] as const);
  const others = (all: string) => (within === undefined ? all : all.replaceAll(within, ""));
  return texts.filter(([, all]) => others(all).includes(text)).map(([name]) => name);
}

const asText = (rows: Row[]) =>
  JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));

function rowsOf(t: Deployment, component: string, tables: string[]): Promise<Dump> {
  const prefix = component && `${component}/`;
  return runInComponent(t)(component, async ({ db }) => {
    const rows: Dump = {
      [`${prefix}_scheduled_functions`]: await db.system.query("_scheduled_functions").collect(),
    };
    for (const table of tables) rows[prefix + table] = await db.query(table).collect();
    return rows;
  });
}

/** All rows of one of Better Auth's tables. */
export function authRows(t: Deployment, table: "user" | "session" | "account" | "jwks"): Promise<Row[]> {
  return runInComponent(t)("betterAuth", ({ db }) => db.query(table).collect());
}

/** Changes Better Auth's rows directly, without checks. */
export function changeAuthRows(
  t: Deployment,
  change: (db: GenericMutationCtx<GenericDataModel>["db"]) => Promise<unknown>,
): Promise<void> {
  return runInComponent(t)("betterAuth", async ({ db }) => void (await change(db)));
}

export function addAuthRow(t: Deployment, table: string, row: Row): Promise<void> {
  return runInComponent(t)("betterAuth", async ({ db }) => {
    await db.insert(table, row as never);
  });
}

/** Deletes all rows of a component, as if it had just been installed. */
export async function emptyComponent(t: Deployment, component: Component): Promise<void> {
  const tables = Object.keys((await componentSchema(component)).tables);
  await runInComponent(t)(component, async ({ db }) => {
    for (const table of tables)
      for (const { _id } of await db.query(table).collect()) await db.delete(_id as never);
  });
}

export function links(t: Deployment): Promise<Doc<"loginLinks">[]> {
  return t.run(({ db }) => db.query("loginLinks").collect());
}

export async function linkOf(t: Deployment, email: string): Promise<Doc<"loginLinks">> {
  const link = (await links(t)).findLast((row) => row.email === email);
  if (!link) throw new Error(`No link of ${email}`);
  return link;
}

export function members(t: Deployment): Promise<Doc<"members">[]> {
  return t.run(({ db }) => db.query("members").collect());
}

export function auditEvents(t: Deployment, action?: string): Promise<Doc<"auditEvents">[]> {
  return t.run(async ({ db }) => {
    const events = await db.query("auditEvents").collect();
    return events.filter((event) => action === undefined || event.action === action);
  });
}

/** Counts of the rows that an exchange creates, and of the links that are still usable. */
export async function counts(t: Deployment) {
  const isUsable = ({ usedAt, revokedAt }: Doc<"loginLinks">) =>
    usedAt === undefined && revokedAt === undefined;
  return {
    users: (await authRows(t, "user")).length,
    sessions: (await authRows(t, "session")).length,
    members: (await members(t)).length,
    exchangesAudited: (await auditEvents(t, "link.exchanged")).length,
    usableLinks: (await links(t)).filter(isUsable).length,
  };
}
