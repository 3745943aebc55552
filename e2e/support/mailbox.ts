import { expect, type APIRequestContext } from "@playwright/test";

export interface Mail {
  id: string;
  from: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
}

const READ_AT_ONCE = 50;

async function read<T>(url: string): Promise<T> {
  return (await fetch(url)).json() as Promise<T>;
}

/** Reads mail as its recipient would. The local mailbox has the same API as Resend. */
export class Mailbox {
  readonly #url = process.env.MAILBOX_URL ?? "http://localhost:3025";

  constructor(private readonly request: APIRequestContext) {}

  /** The newest mail to the address, once there are at least `count`. */
  async newest(address: string, count = 1): Promise<Mail> {
    const [id] = await this.#atLeast(count, address);
    return this.#read(id!);
  }

  /** All mails to the address, newest first, once there are at least `count`. */
  async all(address: string, count: number): Promise<Mail[]> {
    return Promise.all((await this.#atLeast(count, address)).map((id) => this.#read(id)));
  }

  /**
   * Every mail to any address, which can be thousands after campaigns. It uses `fetch`, because Playwright keeps every
   * response that it reads in memory.
   */
  async everything(): Promise<Mail[]> {
    const { data } = await read<{ data: Pick<Mail, "id">[] }>(`${this.#url}/emails`);
    const mails: Mail[] = [];
    for (let from = 0; from < data.length; from += READ_AT_ONCE) {
      const ids = data.slice(from, from + READ_AT_ONCE).map(({ id }) => id);
      mails.push(...(await Promise.all(ids.map((id) => read<Mail>(`${this.#url}/emails/${id}`)))));
    }
    return mails;
  }

  async #atLeast(count: number, address: string): Promise<string[]> {
    let ids: string[] = [];
    await expect
      .poll(async () => (ids = await this.#idsTo(address)).length, { message: `mail ${count} to ${address}` })
      .toBeGreaterThanOrEqual(count);
    return ids;
  }

  async #read(id: string): Promise<Mail> {
    const response = await this.request.get(`${this.#url}/emails/${id}`);
    return (await response.json()) as Mail;
  }

  /** How many mails the address has so far: the next one is `newest(address, count + 1)`. */
  async count(address: string): Promise<number> {
    return (await this.#idsTo(address)).length;
  }

  /** Makes the provider report an event about a sent mail. */
  async report(mail: Pick<Mail, "id">, type: string): Promise<void> {
    const response = await this.request.post(`${this.#url}/emails/${mail.id}/events`, { data: { type } });
    expect(response.ok()).toBe(true);
  }

  async #idsTo(address: string): Promise<string[]> {
    const response = await this.request.get(`${this.#url}/emails?search=${encodeURIComponent(address)}`);
    const { data } = (await response.json()) as { data: Pick<Mail, "id" | "to">[] };
    return data.filter(({ to }) => to.includes(address)).map(({ id }) => id);
  }
}

/** The login link in a mail; it is the same in HTML and plain text. */
export function linkIn(mail: Mail): string {
  const [link] = mail.text.match(/https?:\/\/\S+\/login\/callback\?token=[\w-]+/) ?? [];
  if (link === undefined) throw new Error(`no login link in: ${mail.text}`);
  expect(mail.html).toContain(link);
  return link;
}

/**
 * The code in a mail: six digits on a line of their own, because a token may also contain six digits in a row. Throws
 * if there is none.
 */
export function codeIn(mail: Mail): string {
  const code = findCode(mail);
  if (code === null) throw new Error(`no code in: ${mail.text}`);
  return code;
}

/** The code in a mail, or null if the mail has none. */
export function findCode({ text }: Mail): string | null {
  return /^\d{6}$/m.exec(text)?.[0] ?? null;
}
