import { addresses, readAdminKey } from "./stack";

/** Reads the deployment's rows and its log, and calls its functions. All of this needs the admin key. */

export type Row = Record<string, unknown>;
/** `{ [componentPath]: { [table]: rows } }`. The path of the app itself is "". */
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

/**
 * Advances the deployment's clock until this person's reminder is due, and a second more. The cron jobs that became due
 * run at once. Next's server follows the clock, the browser does not.
 */
export async function advanceToReminder(address: string): Promise<void> {
  const { "": { recipients = [], dueReminders = [] } = {} } = await dump();
  const person = recipients.find(({ email }) => email === address);
  const due = dueReminders.find(({ recipientId }) => recipientId === person?._id);
  if (!due) throw new Error(`No reminder is due for ${address}`);
  const { now } = await advance(0);
  await advance(Math.max(0, Number(due.dueAt) - now) + 1_000);
}

const advance = (advanceMs: number) => ask<{ now: number }>("POST", "/_latchkey/clock", { advanceMs });

/**
 * Calls a function of the app or of a component, public or internal, as `npx convex run` does. Throws if the call
 * fails.
 */
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

/** Counts the mails for the overview now, as the cron job does every minute. */
export const countMails = () => run<null>("model/overview/mailCounts:count", {});

type MintFields = { email: string; name?: string; next?: string; expiresInMinutes?: number };

/** Counts the visits to links now, as the cron job does every minute. */
export const countVisits = () => run<null>("model/visits/counting:count", {});

/** Creates a link with the function for backend code, which returns the link and does not mail it. */
export async function mint(fields: MintFields): Promise<string> {
  const { url } = await run<{ url: string }>("loginLinks:mint", fields);
  return url;
}

/** Creates a link with the same function, and mails it. */
export const mintAndMail = (fields: MintFields) => run("loginLinks:mint", { ...fields, deliver: true });

/**
 * Uses up a rate limit for one key. The limit is then so far below zero that it does not refill within a day, whatever
 * the scale of the limits is.
 */
export const drainLimit = (name: string, key: string) =>
  run(
    "lib:rateLimit",
    { name, key, count: 1e9, reserve: true, config: { kind: "token bucket", rate: 1, period: 60_000 } },
    "rateLimiter",
  );

/** The newest thousand entries of the log. Each has its function, its lines and its error. */
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
