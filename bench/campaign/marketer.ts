/** A marketer's actions, over the HTTP API with the JWT of a session. */
import { randomBytes, randomUUID } from "node:crypto";
import { claimsOf } from "@latchkey/login-links/http";
import { callFunction } from "../support/convex";
import { type Mail, mailsIn, tokenIn } from "../support/mailbox";
import { until } from "../support/until";
import { type Reachable, visitor } from "../support/visitor";
import { exchangeOurs } from "../exchange/contenders";

const ADDRESS = "admin@example.com";
const CHUNK = 500;
const MAIL_WITHIN_MS = 60_000;

/** A deployment and the mailbox to which it sends mail. */
export interface Sendable extends Reachable {
  mailboxUrl: string;
}

export interface Marketer {
  jwt: string;
  query<T>(path: string, args: unknown): Promise<T>;
  /** Changes something as this marketer's page would. */
  mutation<T>(path: string, args: object): Promise<T>;
}

export interface Row {
  line: number;
  email: string;
  name?: string;
  fields: Record<string, string>;
}

export const MESSAGE = {
  name: "Bench",
  subject: "Come in, {{firstName|friend}}",
  preheader: "A door is open",
  body: "Hello **{{firstName|there}}** of {{company|somewhere}},\n\nwe have:\n\n- one thing\n- another\n\nSee you soon!",
  buttonLabel: "Accept the invitation",
};

/** Requests a link, reads the mail and follows the link, because only that makes somebody an admin. */
export async function signIn(stack: Sendable, address = ADDRESS): Promise<Marketer> {
  const { deployment, send } = stack;
  const { setCookies = [] } = await exchangeOurs(stack, await mailedToken(stack, address));
  const jwt = /convex_jwt=([^;]+)/.exec(setCookies.join("\n"))?.[1] ?? "";
  const forUser = claimsOf(jwt).userId;
  return {
    jwt,
    query: (path, args) => callFunction(deployment, "query", path, args, { jwt, send }),
    mutation: (path, args) =>
      untilNoConflict(() => callFunction(deployment, "mutation", path, { ...args, forUser }, { jwt, send })),
  };
}

/** Calls again after a conflict, because the client of a page does that by itself. */
async function untilNoConflict<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!String(error).includes("OptimisticConcurrencyControlFailure")) throw error;
    }
  }
}

export interface Asked {
  ok: boolean;
  reason?: string;
}

/** Requests a link as a new browser would. @param from the IP address that Next.js saw; null if none */
export async function askForLink(
  { deployment, send }: Reachable,
  email: string,
  from: string | null = null,
): Promise<Asked> {
  const client = { ...(await visitor(deployment, "loginLinks:request", from)), requestId: randomUUID() };
  const args = { email, browserHash: randomBytes(32).toString("hex"), client };
  return callFunction<Asked>(deployment, "mutation", "loginLinks:request", args, { send });
}

/**
 * Requests a link, waits for its mail and returns the link's token. A mail that was there before belongs to an earlier
 * request.
 */
export async function mailedToken(stack: Sendable, address: string): Promise<string> {
  const { mailboxUrl } = stack;
  const before = new Set((await mailsIn(mailboxUrl, address)).map(({ id }) => id));
  const asked = await askForLink(stack, address);
  if (!asked.ok) throw new Error(`${address} was refused a link: ${asked.reason}`);
  const look = async (): Promise<Mail | null> =>
    (await mailsIn(mailboxUrl, address)).find(({ id }) => !before.has(id)) ?? null;
  const mail = await until(look, { withinMs: MAIL_WITHIN_MS });
  if (!mail) throw new Error(`No mail came to ${address}.`);
  return tokenIn(mailboxUrl, mail);
}

/** Rows for `reader-000000@example.com` and so on. */
export function recipientRows(count: number, prefix = "reader"): Row[] {
  return Array.from({ length: count }, (_, i) => ({
    line: i + 1,
    email: `${prefix}-${String(i).padStart(6, "0")}@example.com`,
    name: `Reader${i} Surname`,
    fields: { company: `Company ${i}` },
  }));
}

export const isRecipient = (email: string): boolean => email.startsWith("reader-");

/** A draft with its audience, ready to launch. */
export async function draftFor(marketer: Marketer, rows: Row[]): Promise<string> {
  const campaignId = await marketer.mutation<string>("campaigns:create", {});
  await marketer.mutation("campaigns:update", { campaignId, draft: MESSAGE });
  await upload(marketer, campaignId, rows);
  return campaignId;
}

/** Uploads one chunk after the other, as the page does. Returns how many rows were added. */
export async function upload(marketer: Marketer, campaignId: string, rows: Row[]): Promise<number> {
  let added = 0;
  for (let at = 0; at < rows.length; at += CHUNK) {
    const args = { campaignId, rows: rows.slice(at, at + CHUNK) };
    added += (await marketer.mutation<{ added: number }>("recipients:add", args)).added;
  }
  return added;
}
