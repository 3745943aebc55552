import { describe, expect, it } from "@jest/globals";
import { IdempotencyKeys } from "../src/api/idempotency";
import { RateLimit } from "../src/api/rate-limit";
import { json, type Call } from "../src/http/reply";
import { addressOf } from "../src/mail/address";
import { linksOf } from "../src/mail/links";
import { readSettings } from "../src/settings";

const HOUR = 60 * 60 * 1000;

function callWith(headers: Record<string, string>): Call {
  const gone = new AbortController().signal;
  return {
    method: "POST",
    path: "/emails",
    params: {},
    query: new URLSearchParams(),
    headers,
    body: "{}",
    gone,
  };
}

describe("idempotency keys", () => {
  it("are kept for 24 hours", async () => {
    let now = 0;
    const keys = new IdempotencyKeys(() => now);
    const call = callWith({ "idempotency-key": "k" });
    const answer = async (n: number) => (await keys.run(call, async () => json({ n }))).body;
    expect(await answer(1)).toBe('{"n":1}');
    now = 24 * HOUR - 1;
    expect(await answer(2)).toBe('{"n":1}');
    now = 24 * HOUR;
    expect(await answer(3)).toBe('{"n":3}');
  });
});

describe("the rate limit", () => {
  it("is counted anew every second", () => {
    let now = 5_000;
    const limit = new RateLimit(1, () => now);
    limit.take();
    expect(() => limit.take()).toThrow("only make 1 requests per second");
    now += 1_000;
    expect(limit.take()).toMatchObject({ "ratelimit-remaining": "0" });
  });
});

describe("an address", () => {
  it.each([
    ["ada@example.com", "ada@example.com"],
    ["Ada Lovelace <ada@example.com>", "ada@example.com"],
    ['"Lovelace, Ada" <ada+x@mail.example.com>', "ada+x@mail.example.com"],
    ["Ada <ada@example.com> <eve@example.com>", null],
    ["ada@example", null],
    ["ada@example.com,eve@example.com", null],
    ["Ada\r\nBcc: eve@example.com <ada@example.com>", null],
    ["", null],
  ])("%j is %j", (given, address) => expect(addressOf(given)).toBe(address));
});

describe("links", () => {
  it("are taken from the HTML, unescaped, each once, http and https only", () => {
    const html = `<A class=x HREF='https://a.example/?x=1&amp;y=2'><b>Go &amp; see</b></A>
      <a href="https://a.example/?x=1&amp;y=2">again</a><a href="mailto:a@b.example">mail</a>
      <a href="javascript:alert(1)">no</a>`;
    expect(linksOf({ html, text: "https://other.example" })).toEqual([
      { url: "https://a.example/?x=1&y=2", label: "Go & see" },
    ]);
  });

  it("are named by their text", () => {
    const button =
      "<a href='https://a.example'><!--[if mso]><i>&#8202;</i><![endif]--><span>Sign&#x20;in&#8203;</span></a>";
    expect(linksOf({ html: button, text: null })).toEqual([{ url: "https://a.example", label: "Sign in" }]);
  });

  it("are taken from the text if there is no HTML", () => {
    const text = "See (https://a.example/b?c=d), or <https://e.example>";
    expect(linksOf({ html: null, text }).map(({ url }) => url)).toEqual([
      "https://a.example/b?c=d",
      "https://e.example",
    ]);
  });
});

describe("settings", () => {
  it("have defaults", () => {
    expect(readSettings({ RESEND_WEBHOOK_URL: "" })).toMatchObject({
      port: 3025,
      webhook: undefined,
      domains: undefined,
    });
  });

  it("are read from the environment", () => {
    const env = {
      MAILBOX_PORT: "4330",
      MAILBOX_REQUESTS_PER_SECOND: "2",
      MAILBOX_DOMAINS: "Example.com, mail.example.com",
      RESEND_WEBHOOK_URL: "http://localhost:3211/resend/webhook",
      RESEND_WEBHOOK_SECRET: "whsec_c2VjcmV0",
    };
    expect(readSettings(env)).toMatchObject({
      port: 4330,
      requestsPerSecond: 2,
      domains: ["example.com", "mail.example.com"],
      webhook: { url: "http://localhost:3211/resend/webhook", secret: "whsec_c2VjcmV0" },
    });
  });

  it("name what is wrong", () => {
    expect(() => readSettings({ MAILBOX_PORT: "x" })).toThrow("MAILBOX_PORT");
    expect(() => readSettings({ RESEND_WEBHOOK_URL: "http://localhost/" })).toThrow("RESEND_WEBHOOK_SECRET");
  });
});
