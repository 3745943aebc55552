/** What a marketer does, over the HTTP API and with the JWT of a session. */
import { setTimeout as sleep } from "node:timers/promises";
import { claimsOf } from "@latchkey/login-links/http";
import { callFunction } from "../support/convex";
import type { Stack } from "../support/stack";
import { visitor } from "../support/visitor";
import { exchangeOurs } from "../exchange/contenders";

const ADDRESS = "admin@example.com";
const CHUNK = 500;

/** What there has to be to send something. */
type Sendable = Pick<Stack, "deployment" | "mailboxUrl">;

export interface Marketer {
  jwt: string;
  query<T>(path: string, args: unknown): Promise<T>;
  /** Changes something as the page of this marketer would. */
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

/** Asks for a link, reads the mail and follows it: only that makes an admin. */
export async function signIn(stack: Sendable): Promise<Marketer> {
  const { deployment } = stack;
  await askForLink(stack, ADDRESS);
  const { setCookies = [] } = await exchangeOurs(stack, await mailedToken(stack));
  const jwt = /convex_jwt=([^;]+)/.exec(setCookies.join("\n"))?.[1] ?? "";
  const forUser = claimsOf(jwt).userId;
  return {
    jwt,
    query: (path, args) => callFunction(deployment, "query", path, args, { jwt }),
    mutation: (path, args) => callFunction(deployment, "mutation", path, { ...args, forUser }, { jwt }),
  };
}

export async function askForLink({ deployment }: Sendable, email: string): Promise<void> {
  const client = await visitor(deployment, "loginLinks:request");
  const args = { email, browserHash: "0".repeat(64), client };
  await callFunction(deployment, "mutation", "loginLinks:request", args);
}

async function mailedToken({ mailboxUrl }: Sendable): Promise<string> {
  const look = async <T>(path: string) => (await (await fetch(mailboxUrl + path)).json()) as T;
  for (let tries = 0; tries < 200; tries++, await sleep(50)) {
    const [mail] = (await look<{ data: { id: string }[] }>(`/emails?search=${ADDRESS}`)).data;
    const text = mail && (await look<{ text: string }>(`/emails/${mail.id}`)).text;
    const token = /token=([\w-]{43})/.exec(text ?? "")?.[1];
    if (token) return token;
  }
  throw new Error(`No mail came to ${ADDRESS}.`);
}

/** `reader-000000@example.com` and on. */
export function readers(count: number): Row[] {
  return Array.from({ length: count }, (_, i) => ({
    line: i + 1,
    email: `reader-${String(i).padStart(6, "0")}@example.com`,
    name: `Reader${i} Surname`,
    fields: { company: `Company ${i}` },
  }));
}

export const isReader = (email: string): boolean => email.startsWith("reader-");

/** A draft with its audience, ready to be launched. */
export async function draftFor(marketer: Marketer, rows: Row[]): Promise<string> {
  const campaignId = await marketer.mutation<string>("campaigns:create", {});
  await marketer.mutation("campaigns:update", { campaignId, draft: MESSAGE });
  await upload(marketer, campaignId, rows);
  return campaignId;
}

/** As the page does: one chunk after the other. The answer is how many came in. */
export async function upload(marketer: Marketer, campaignId: string, rows: Row[]): Promise<number> {
  let added = 0;
  for (let at = 0; at < rows.length; at += CHUNK) {
    const args = { campaignId, rows: rows.slice(at, at + CHUNK) };
    added += (await marketer.mutation<{ added: number }>("recipients:add", args)).added;
  }
  return added;
}
