import http from "node:http";
import { siteUrl } from "./stack";

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  setCookies: string[];
  body: string;
}

export interface Outgoing {
  headers?: Record<string, string>;
  body?: string;
}

/** The headers that a browser sends when a person opens an address. */
export const NAVIGATION = {
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
  "sec-fetch-site": "none",
  "sec-fetch-user": "?1",
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
};
/** The headers that a browser sends when a person submits one of the site's own forms. */
export const OWN_FORM = { ...NAVIGATION, "sec-fetch-site": "same-origin", origin: siteUrl };

/**
 * Sends one request. The path is sent exactly as given, and only Host, Connection and Content-Length are added to the
 * headers.
 */
export function send(method: string, path: string, { headers = {}, body }: Outgoing = {}, base = siteUrl) {
  return new Promise<Answer>((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const options = { hostname, port, method, path, headers: { ...headers, ...length }, agent: false };
    const request = http.request(options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("error", reject).on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          setCookies: response.headers["set-cookie"] ?? [],
          body: text,
        }),
      );
    });
    request.on("error", reject).end(body);
  });
}

/**
 * A minimal browser that only keeps cookies. A test can choose all headers, and a visitor is much cheaper than a real
 * browser.
 */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(private readonly base = siteUrl) {}

  async send(method: string, path: string, { headers, body }: Outgoing = {}): Promise<Answer> {
    const cookie = this.cookieHeader();
    const answer = await send(
      method,
      path,
      { headers: { ...(cookie && { cookie }), ...headers }, body },
      this.base,
    );
    for (const setCookie of answer.setCookies) this.#keep(setCookie);
    return answer;
  }

  open(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send("GET", pathOf(path), { headers: { ...NAVIGATION, ...headers } });
  }

  submit(
    path: string,
    form: Record<string, string> = {},
    headers: Record<string, string> = OWN_FORM,
  ): Promise<Answer> {
    const body = new URLSearchParams(form).toString();
    return this.send("POST", path, {
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body,
    });
  }

  /** Sends the form on /login as a browser without JavaScript does. */
  async ask(address: string, path = "/login", headers: Record<string, string> = {}): Promise<Answer> {
    const { body: html } = await this.open(path, headers);
    const form = firstForm(html);
    const own = { ...OWN_FORM, origin: this.base, ...headers };
    return this.submit(form.action, { ...form.hidden, email: address }, own);
  }

  /** Opens the link in a browser that did not request it, and presses "Continue". */
  async continueWith(link: string): Promise<Answer> {
    await this.open(link);
    return this.submit("/login/callback");
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  get sessionToken(): string | undefined {
    return this.cookies.get("better-auth.session_token");
  }

  #keep(setCookie: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(setCookie) ?? [];
    if (/;\s*max-age=0(;|$)/i.test(setCookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

export function pathOf(url: string): string {
  const { pathname, search } = new URL(url, siteUrl);
  return pathname + search;
}

/** The `action` and the hidden fields of the first form on a page. */
export function firstForm(html: string): { action: string; hidden: Record<string, string> } {
  const form = /<form[^]*?<\/form>/.exec(html)?.[0] ?? "";
  const inputs = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => input);
  const hidden = inputs.map((input) => [attribute(input, "name"), attribute(input, "value")] as const);
  return {
    action: attribute(/<form[^>]*>/.exec(form)?.[0] ?? "", "action"),
    hidden: Object.fromEntries(hidden),
  };
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  return value
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}
