/** Stands in for Resend: keeps what is sent, so that a test reads the token and the code from the mail as a person does. */
import { jest } from "@jest/globals";

export interface Mail {
  to: string;
  subject: string;
  html: string;
  text: string;
  idempotencyKey: string | null;
  /** The whole link. */
  url: string;
  token: string;
  /** Null where the mail has none. */
  code: string | null;
}

/** What the mail server answers next; an empty list means that all is well. */
export interface MailServer {
  mails: Mail[];
  /** Answers to give before it accepts mail again, as `{ status, name }` of Resend's errors. */
  failures: { status: number; name: string }[];
  lastTo(address: string): Mail;
}

const LINK = /https?:\/\/[^\s"<>]+\/login\/callback\?token=([\w-]{43})/;

/** Puts a mail server behind `fetch`. Anything else that is fetched fails the test. */
export function startMailServer(): MailServer {
  const mails: Mail[] = [];
  const failures: MailServer["failures"] = [];
  globalThis.fetch = jest.fn(async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    if (!request.url.endsWith("/emails")) throw new Error(`${request.method} ${request.url} in a test`);
    const failure = failures.shift();
    if (failure)
      return Response.json({ statusCode: failure.status, name: failure.name, message: "" }, failure);
    mails.push(read(await request.json(), request.headers.get("idempotency-key")));
    return Response.json({ id: `mail-${mails.length}` });
  });
  return { mails, failures, lastTo: (address) => lastOf(mails, address) };
}

function lastOf(mails: Mail[], address: string): Mail {
  const mail = mails.findLast(({ to }) => to === address);
  if (!mail)
    throw new Error(`No mail to ${address}; there is mail to ${mails.map(({ to }) => to).join(", ")}`);
  return mail;
}

function read(
  { to, subject, html, text }: Pick<Mail, "to" | "subject" | "html" | "text">,
  idempotencyKey: string | null,
): Mail {
  const [url = "", token = ""] = LINK.exec(text) ?? [];
  const code = /(?<!\d)(\d{3})[ -]?(\d{3})(?!\d)/.exec(text.replaceAll(url, ""));
  return {
    to,
    subject,
    html,
    text,
    idempotencyKey,
    url,
    token,
    code: code && `${code[1]}${code[2]}`,
  };
}
