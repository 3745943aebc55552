import type { Deployment } from "../../scripts/run/deployment";

/** A deployment that is called over the HTTP API. The key is for internal functions. */
export type Callable = Pick<Deployment, "url"> & Partial<Pick<Deployment, "adminKey">>;

interface CallOptions {
  asAdmin?: boolean;
  jwt?: string;
  /** Replaces `fetch`, to repeat or count calls. */
  send?: typeof fetch;
}

/**
 * Calls a function: as a user with their JWT, or an internal function with the admin key. Throws the function's own
 * error.
 */
export async function callFunction<T>(
  deployment: Callable,
  kind: "query" | "mutation" | "action",
  path: string,
  args: unknown,
  { asAdmin = false, jwt, send = fetch }: CallOptions = {},
): Promise<T> {
  const response = await send(`${deployment.url}/api/${kind}`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      ...(asAdmin ? { Authorization: `Convex ${deployment.adminKey}` } : {}),
      ...(jwt ? { Authorization: `Bearer ${jwt}` } : {}),
    },
    body: JSON.stringify({ path, format: "convex_encoded_json", args: [args] }),
  });
  const answer = (await response.json()) as { status: string; value: T; errorMessage?: string };
  if (answer.status !== "success")
    throw new Error(`${path}: ${answer.errorMessage ?? JSON.stringify(answer)}`);
  return answer.value;
}

type Stats = Record<"queries" | "mutations" | "actions" | "httpActions" | "commits", number>;

export interface Cost {
  /** Functions that were called from outside. */
  calls: number;
  /** Transactions that wrote something. */
  transactions: number;
}

/** What a piece of work costs the deployment, if nothing else runs meanwhile. */
export async function costOf(deployment: Deployment, work: () => Promise<unknown>): Promise<Cost> {
  const before = await look<Stats>(deployment, "/_latchkey/stats");
  await work();
  const after = await look<Stats>(deployment, "/_latchkey/stats");
  const grown = (kind: keyof Stats) => after[kind] - before[kind];
  return {
    calls: grown("queries") + grown("mutations") + grown("actions") + grown("httpActions"),
    transactions: grown("commits"),
  };
}

export interface Conflicts {
  /** How often a mutation was run again because another one had changed what it read. */
  conflicts: number;
  /** Mutations that were given up after their last try. */
  refused: number;
  byTable: Record<string, number>;
}

export function conflicts(deployment: Deployment): Promise<Conflicts> {
  return look(deployment, "/_latchkey/conflicts");
}

export interface Called {
  requestId: string;
  /** Empty for the app's own functions. */
  componentPath: string;
  /** `module:function`, or `METHOD route` of an HTTP action. */
  identifier: string;
  documentsRead?: number;
}

/**
 * The functions that a piece of work called in the request of `first`, beginning with `first`. Functions that were only
 * scheduled are not included.
 */
export async function callsOf(
  deployment: Deployment,
  first: string,
  work: () => Promise<unknown>,
): Promise<Called[]> {
  await work();
  const called = await look<Called[]>(deployment, "/_latchkey/calls");
  const root = called.findLast(({ componentPath, identifier }) => !componentPath && identifier === first);
  if (!root) throw new Error(`${first} was not called.`);
  return called.filter(({ requestId }) => requestId === root.requestId);
}

/** The number of documents by component and table. */
export function counts(deployment: Deployment): Promise<Record<string, Record<string, number>>> {
  return look(deployment, "/_latchkey/counts");
}

export interface Memory {
  rss: number;
  heapUsed: number;
}

/** The memory of the deployment's process, in bytes. */
export function memory(deployment: Deployment): Promise<Memory> {
  return look(deployment, "/_latchkey/memory");
}

export type Row = Record<string, unknown> & { _id: string };

/** Every document by component and table. */
export function dump(deployment: Deployment): Promise<Record<string, Record<string, Row[]>>> {
  return look(deployment, "/_latchkey/dump");
}

async function look<T>({ url, adminKey }: Deployment, path: string): Promise<T> {
  const response = await fetch(url + path, { headers: { Authorization: `Convex ${adminKey}` } });
  return (await response.json()) as T;
}
