import { addresses, readAdminKey } from "./stack";

/** The deployment's rows and its log, which only the tests may see. Needs the admin key. */

export type Row = Record<string, unknown>;
/** `{ [componentPath]: { [table]: rows } }`; the app itself is "". */
export type Dump = Record<string, Record<string, Row[]>>;

export const dump = () => ask<Dump>("GET", "/_latchkey/dump");

export interface LinkRow {
  _id: string;
  email: string;
  purpose: string;
  codeAttempts: number;
  expiresAt: number;
  mailedAt?: number;
  requestedFrom?: { ipAddress: string | null; userAgent: string | null };
  usedAt?: number;
  revokedAt?: number;
}

export interface AuditRow {
  action: string;
  subject: string;
  ipAddress?: string;
  details?: Record<string, string | number | boolean>;
}

/** All rows for one address; links and audit rows oldest first. */
export async function rowsOf(address: string) {
  const { "": app = {}, betterAuth = {} } = await dump();
  const users = (betterAuth.user ?? []).filter(({ email }) => email === address);
  const isTheirs = ({ userId }: Row) => users.some(({ _id }) => _id === userId);
  return {
    links: (app.loginLinks ?? []).filter(({ email }) => email === address) as unknown as LinkRow[],
    audit: (app.auditEvents ?? []).filter(({ subject }) => subject === address) as unknown as AuditRow[],
    users,
    sessions: (betterAuth.session ?? []).filter(isTheirs),
  };
}

/** Calls a function of the app, also internal ones, as `npx convex run` does. */
async function run<Value>(path: string, args: Row, componentPath?: string): Promise<Value> {
  const answer = await ask<{ status: string; value: Value; errorMessage?: string }>("POST", "/api/function", {
    path,
    args,
    componentPath,
    format: "json",
  });
  if (answer.status !== "success") throw new Error(`${path}: ${answer.errorMessage}`);
  return answer.value;
}

/** Counts mails for the overview now, as the clock does every minute. */
export const countMails = () => run<null>("model/overview/mailCounts:count", {});

type MintFields = { email: string; name?: string; next?: string; expiresInMinutes?: number };

/** A link that backend code made and returned. */
export async function mint(fields: MintFields): Promise<string> {
  const { url } = await run<{ url: string }>("loginLinks:mint", fields);
  return url;
}

/** … and one that is mailed. */
export const mintAndMail = (fields: MintFields) => run("loginLinks:mint", { ...fields, deliver: true });

/**
 * Uses up a limit for a key, however the limits are scaled: it goes so far below zero that it does not refill in a day.
 */
export const drainLimit = (name: string, key: string) =>
  run(
    "lib:rateLimit",
    { name, key, count: 1e9, reserve: true, config: { kind: "token bucket", rate: 1, period: 60_000 } },
    "rateLimiter",
  );

/** The newest thousand entries of the log, each with its function, its lines and its error. */
export async function logEntries(): Promise<Row[]> {
  const { entries } = await ask<{ entries: Row[] }>("GET", "/api/stream_function_logs?cursor=0");
  return entries;
}

async function ask<Answer>(method: "GET" | "POST", path: string, body?: Row): Promise<Answer> {
  const response = await fetch(`${addresses.convex}${path}`, {
    method,
    headers: { authorization: `Convex ${readAdminKey()}`, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!response.ok && response.status !== 560) throw new Error(`${method} ${path}: ${response.status}`);
  return (await response.json()) as Answer;
}
