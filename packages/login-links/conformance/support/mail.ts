import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "@playwright/test";
import type { Options } from "./options.ts";

/** A part that the mail does not have is null, as in the API of a provider. */
export interface Mail {
  text: string | null;
  html?: string | null;
}

type MailSource = Pick<Options, "mail" | "mailbox">;
type Fetcher = (address: string) => Promise<Mail[]>;

/** All mails to an address, newest first. */
export const mailsTo = async (options: MailSource, address: string): Promise<Mail[]> =>
  (await fetcherOf(options))(address);

/** The newest mail, once there is one. */
export async function newestMail(options: MailSource, address: string): Promise<Mail> {
  let mails: Mail[] = [];
  await expect
    .poll(async () => (mails = await mailsTo(options, address)).length, { message: `a mail to ${address}` })
    .toBeGreaterThan(0);
  return mails[0]!;
}

async function fetcherOf({ mail, mailbox }: MailSource): Promise<Fetcher> {
  if (mail === undefined) return (address) => readMailbox(mailbox ?? "", address);
  const module = (await import(pathToFileURL(path.resolve(mail)).href)) as { default?: unknown };
  if (typeof module.default === "function") return module.default as Fetcher;
  throw new Error(`${mail} has no function as its default export.`);
}

async function readMailbox(mailbox: string, address: string): Promise<Mail[]> {
  const list = await fetch(`${mailbox}/emails?search=${encodeURIComponent(address)}`);
  const { data } = (await list.json()) as { data: { id: string; to: string[] }[] };
  const ids = data.filter(({ to }) => to.includes(address)).map(({ id }) => id);
  return Promise.all(ids.map(async (id) => (await (await fetch(`${mailbox}/emails/${id}`)).json()) as Mail));
}

/** The first URL of the site in a mail with a token in its query. */
export function linkIn({ text, html }: Mail, site: string): string {
  const found = [
    ...`${text ?? ""}\n${(html ?? "").replaceAll("&amp;", "&")}`.matchAll(/https?:\/\/[^\s"'<>)\]]+/g),
  ]
    .map(([url]) => url)
    .find((url) => new URL(url).origin === new URL(site).origin && new URL(url).searchParams.has("token"));
  if (found === undefined) throw new Error(`There is no link to ${site} with a token in this mail:\n${text}`);
  return found;
}

/** Six digits on a line of their own, because a token may also contain six digits in a row. */
export function codeIn({ text }: Mail): string {
  const [code] = /^\d{6}$/m.exec(text ?? "") ?? [];
  if (code === undefined)
    throw new Error(`There are no six digits on a line of their own in this mail:\n${text}`);
  return code;
}
