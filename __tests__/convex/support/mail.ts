/**
 * Stands in for Resend: records what is sent, so that a test reads the token and the code from the mail, as a person
 * does.
 */
import { jest } from "@jest/globals";

export interface Mail {
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
  replyTo: string | null;
  idempotencyKey: string | null;
  /** The whole sign-in link; empty if the mail has none. */
  url: string;
  token: string;
  /** The six digits; null if the mail has no code. */
  code: string | null;
}

/**
 * An object is an error response. `cut` loses the request, `cut-after` loses the answer to an accepted request, and
 * `hang` never answers.
 */
export type Failure =
  { status: number; name: string; headers?: Record<string, string> } | "cut" | "cut-after" | "hang";

/** A simulated mail server: the mail that it accepted, and how it answers next. */
export interface MailServer {
  mails: Mail[];
  /** What goes wrong with the next requests, one entry for each request. Without entries, the server accepts mail. */
  failures: Failure[];
  /** Addresses that the server refuses. */
  refused: Set<string>;
  /** The domains that the server lists, with their status. */
  domains: { name: string; status: string }[];
  /** Addresses on the server's suppression list; null if the server has no such list. */
  suppressed: Set<string> | null;
  lastTo(address: string): Mail;
}

type Email = Pick<Mail, "from" | "to" | "subject" | "html" | "text"> &
  Partial<Pick<Mail, "headers" | "tags">> & { reply_to?: string };

const LINK = /https?:\/\/[^\s"<>]+\/login\/callback\?token=([\w-]{43})/;

/** Puts a mail server behind `fetch`. Fetching anything else fails the test. */
export function startMailServer(): MailServer {
  const server: MailServer = {
    mails: [],
    failures: [],
    refused: new Set(),
    suppressed: new Set(),
    domains: [{ name: "latchkey.example", status: "verified" }],
    lastTo: (address) => lastOf(server.mails, address),
  };
  const answers = new Map<string, { body: string; answer: unknown }>();
  globalThis.fetch = jest.fn(async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    const isAboutList = /\/suppressions[/?]/.test(request.url);
    const isAboutDomains = new URL(request.url).pathname === "/domains";
    if (!isAboutList && !isAboutDomains && !/\/emails(\/batch)?$/.test(request.url))
      throw new Error(`${request.method} ${request.url} in a test`);
    const failure = server.failures.shift();
    if (failure === "cut") throw new TypeError("fetch failed");
    if (failure === "hang") return new Promise<Response>(() => undefined);
    if (typeof failure === "object") return refusal(failure);
    if (isAboutDomains) return Response.json({ object: "list", has_more: false, data: server.domains });
    const response = isAboutList ? answerAboutList(server, request) : await accept(server, answers, request);
    if (failure === "cut-after") throw new TypeError("fetch failed");
    return response;
  });
  return server;
}

function refusal({ status, name, headers }: Exclude<Failure, string>): Response {
  return Response.json({ statusCode: status, name, message: "" }, { status, headers });
}

/**
 * Answers for Resend's suppression list. Any method but GET removes the address in the URL; GET always lists nothing.
 */
function answerAboutList({ suppressed }: MailServer, { method, url }: Request): Response {
  const notFound = refusal({ status: 404, name: "not_found" });
  if (!suppressed) return notFound;
  if (method === "GET") return Response.json({ object: "list", has_more: false, data: [] });
  const email = decodeURIComponent(url.slice(url.lastIndexOf("/") + 1));
  return suppressed.delete(email)
    ? Response.json({ object: "suppression", id: "s", deleted: true })
    : notFound;
}

/**
 * The same request with the same idempotency key gets the same answer. A different request with that key is refused.
 */
async function accept(
  server: MailServer,
  answers: Map<string, { body: string; answer: unknown }>,
  request: Request,
): Promise<Response> {
  const key = request.headers.get("idempotency-key");
  const body = await request.text();
  const known = key === null ? undefined : answers.get(key);
  if (known && known.body !== body) return refusal({ status: 409, name: "invalid_idempotent_request" });
  const answer = known?.answer ?? take(server, JSON.parse(body) as Email | Email[], key);
  if (key !== null) answers.set(key, { body, answer });
  return Response.json(answer);
}

function take(server: MailServer, body: Email | Email[], key: string | null) {
  if (!Array.isArray(body)) return { id: keep(server, body, key) };
  const errors = body.flatMap(({ to }, index) =>
    server.refused.has(to) ? [{ index, message: "Invalid `to` field." }] : [],
  );
  const good = body.filter(({ to }) => !server.refused.has(to));
  return { data: good.map((email) => ({ id: keep(server, email, key) })), errors };
}

function keep({ mails }: MailServer, email: Email, key: string | null): string {
  mails.push(read(email, key));
  return `mail-${mails.length}`;
}

function lastOf(mails: Mail[], address: string): Mail {
  const mail = mails.findLast(({ to }) => to === address);
  if (!mail)
    throw new Error(`No mail to ${address}; there is mail to ${mails.map(({ to }) => to).join(", ")}`);
  return mail;
}

function read(
  { from, to, subject, html, text, headers = {}, tags = [], reply_to = undefined }: Email,
  idempotencyKey: string | null,
): Mail {
  const [url = "", token = ""] = LINK.exec(text) ?? [];
  const code = /(?<!\d)(\d{3})[ -]?(\d{3})(?!\d)/.exec(text.replaceAll(url, ""));
  return {
    from,
    to,
    subject,
    html,
    text,
    headers,
    tags,
    replyTo: reply_to ?? null,
    idempotencyKey,
    url,
    token,
    code: code && `${code[1]}${code[2]}`,
  };
}

/** Every request to the mail server, with its idempotency key and its body. */
export async function requests(): Promise<{ path: string; key: string | null; body: string }[]> {
  const calls = jest.mocked(globalThis.fetch).mock.calls.map(([input, init]) => new Request(input, init));
  return Promise.all(
    calls.map(async (request) => ({
      path: new URL(request.url).pathname,
      key: request.headers.get("idempotency-key"),
      body: await request.text(),
    })),
  );
}
