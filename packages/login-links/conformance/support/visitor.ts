import http from "node:http";
import https from "node:https";
import type { BrowserContext } from "@playwright/test";

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

/** The data that a page sends when its form is submitted. */
export interface Form {
  /** A path, with its query. */
  action: string;
  fields: Record<string, string>;
}

/** The headers of a browser when a person opens an address. */
export const NAVIGATION = {
  accept: "text/html",
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
  "sec-fetch-site": "none",
  "sec-fetch-user": "?1",
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
};

/** A browser reduced to its cookies: the test chooses every header, and no redirect is followed. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(private readonly site: string) {}

  /** A visitor with the cookies of a real browser. */
  static async of(context: BrowserContext, site: string): Promise<Visitor> {
    const visitor = new Visitor(site);
    for (const { name, value } of await context.cookies(site)) visitor.cookies.set(name, value);
    return visitor;
  }

  copy(): Visitor {
    const copy = new Visitor(this.site);
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    return copy;
  }

  open(url: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send("GET", url, { headers: { ...NAVIGATION, ...headers } });
  }

  /** Sends the form as the site's own page does, unless other headers are given. */
  submit({ action, fields }: Form, headers: Record<string, string> = this.#ofOwnPage()): Promise<Answer> {
    return this.send("POST", action, {
      headers: { ...NAVIGATION, "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  }

  async send(method: string, url: string, { headers = {}, body }: Outgoing = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await request(method, new URL(url, this.site), {
      headers: { ...(cookie && { cookie }), ...headers },
      body,
    });
    for (const setCookie of answer.setCookies) this.#keep(setCookie);
    return answer;
  }

  #ofOwnPage() {
    return { "sec-fetch-site": "same-origin", origin: new URL(this.site).origin };
  }

  #keep(setCookie: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(setCookie) ?? [];
    if (/;\s*max-age=0(;|$)/i.test(setCookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function request(method: string, url: URL, { headers = {}, body }: Outgoing): Promise<Answer> {
  const { request: open } = url.protocol === "https:" ? https : http;
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = open(url, { method, headers: { ...headers, ...length }, agent: false }, (response) => {
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
    outgoing.on("error", reject).end(body);
  });
}
