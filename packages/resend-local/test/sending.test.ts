import { afterEach, describe, expect, it } from "@jest/globals";
import { Resend } from "resend";
import { closeAll, mailbox, MAIL } from "./support";

afterEach(closeAll);

describe("sending through Resend's SDK", () => {
  it("accepts an email and returns it unchanged", async () => {
    const { resend } = await mailbox();
    const headers = { "List-Unsubscribe": "<https://example.com/u>" };
    const tags = [{ name: "purpose", value: "sign-in" }];
    const sent = await resend.emails.send({ ...MAIL, replyTo: "help@example.com", headers, tags });
    expect(sent.error).toBeNull();
    const { data } = await resend.emails.get(sent.data?.id ?? "");
    expect(data).toMatchObject({
      object: "email",
      id: sent.data?.id,
      to: ["ada@example.com"],
      from: MAIL.from,
      subject: MAIL.subject,
      html: MAIL.html,
      text: MAIL.text,
      reply_to: ["help@example.com"],
      cc: null,
      bcc: null,
      scheduled_at: null,
      headers,
      tags,
    });
    expect(Date.parse(data?.created_at ?? "")).toBeGreaterThan(Date.now() - 60_000);
  });

  it("answers with the account's rate limit in the headers", async () => {
    const { resend } = await mailbox({ requestsPerSecond: 5 });
    const { headers } = await resend.emails.send(MAIL);
    expect(headers).toMatchObject({
      "ratelimit-limit": "5",
      "ratelimit-remaining": "4",
      "ratelimit-reset": "1",
    });
  });

  it("refuses requests over the rate limit, and says when to try again", async () => {
    const { resend } = await mailbox({ requestsPerSecond: 2 });
    const answers = await Promise.all(Array.from({ length: 12 }, () => resend.emails.send(MAIL)));
    const refused = answers.filter(({ error }) => error !== null);
    expect(refused.length).toBeGreaterThan(0);
    for (const { error, headers } of refused) {
      expect(error).toMatchObject({ name: "rate_limit_exceeded", statusCode: 429 });
      expect(headers).toMatchObject({ "retry-after": "1", "ratelimit-remaining": "0" });
    }
  });

  it("lists newest first, in pages like Resend", async () => {
    const { resend } = await mailbox();
    const ids: string[] = [];
    for (let i = 0; i < 25; i++) ids.unshift((await resend.emails.send(MAIL)).data?.id ?? "");
    const list = async (options?: Parameters<typeof resend.emails.list>[0]) => {
      const { data } = await resend.emails.list(options);
      return { ids: data?.data.map(({ id }) => id), more: data?.has_more };
    };
    expect(await list()).toEqual({ ids: ids.slice(0, 20), more: true });
    expect(await list({ limit: 3 })).toEqual({ ids: ids.slice(0, 3), more: true });
    expect(await list({ limit: 10, after: ids[19] })).toEqual({ ids: ids.slice(20), more: false });
    expect(await list({ limit: 4, before: ids[5] })).toEqual({ ids: ids.slice(1, 5), more: true });
    expect(await list({ limit: 9, before: ids[2] })).toEqual({ ids: ids.slice(0, 2), more: false });
  });

  it.each(["limit=0", "limit=101", "limit=x", "after=a&before=b", "after=unknown"])(
    "refuses ?%s",
    async (query) => {
      const { call } = await mailbox();
      expect(await call("GET", `/emails?${query}`)).toMatchObject({
        status: 422,
        body: { name: "validation_error" },
      });
    },
  );

  it("has verified domains that track neither opens nor clicks", async () => {
    const { resend } = await mailbox({ domains: ["mail.example.com"] });
    const { data } = await resend.domains.list();
    expect(data?.data).toMatchObject([
      { name: "mail.example.com", status: "verified", open_tracking: false, click_tracking: false },
    ]);
    const one = await resend.domains.get(data?.data[0]?.id ?? "");
    expect(one.data).toMatchObject({ object: "domain", name: "mail.example.com", click_tracking: false });
    expect((await resend.domains.get("nope")).error).toMatchObject({ name: "not_found", statusCode: 404 });
  });

  it("refuses a sender outside the verified domains", async () => {
    const { resend } = await mailbox({ domains: ["mail.example.com"] });
    const { error } = await resend.emails.send(MAIL);
    expect(error).toMatchObject({ name: "validation_error", statusCode: 403 });
    expect(error?.message).toContain("example.com domain is not verified");
  });

  it("keeps only the newest mails", async () => {
    const { resend, call } = await mailbox({ capacity: 2 });
    const first = await resend.emails.send(MAIL);
    await resend.emails.send({ ...MAIL, subject: "second" });
    await resend.emails.send({ ...MAIL, subject: "third" });
    const { body } = await call("GET", "/emails");
    expect(body).toMatchObject({ data: [{ subject: "third" }, { subject: "second" }] });
    expect((await resend.emails.get(first.data?.id ?? "")).error).toMatchObject({ name: "not_found" });
  });
});

describe("callers", () => {
  it("requires a key for sending and for the domains", async () => {
    const { call } = await mailbox();
    const refused = { status: 401, body: { statusCode: 401, name: "missing_api_key" } };
    expect(await call("POST", "/emails", MAIL)).toMatchObject(refused);
    expect(await call("POST", "/emails/batch", [MAIL])).toMatchObject(refused);
    expect(await call("GET", "/domains")).toMatchObject(refused);
  });

  it("refuses a key that is not in Resend's format", async () => {
    const { url } = await mailbox();
    const { error } = await new Resend("sk_other", { baseUrl: url }).emails.send(MAIL);
    expect(error).toMatchObject({ name: "invalid_api_key", statusCode: 403 });
  });

  it("lets people and tests read, search and empty the mailbox without a key", async () => {
    const { resend, call } = await mailbox();
    const { data } = await resend.emails.send(MAIL);
    await resend.emails.send({ ...MAIL, to: "Grace <grace@example.com>" });
    expect(await call("GET", "/emails")).toMatchObject({
      status: 200,
      body: { object: "list", has_more: false },
    });
    expect(await call("GET", "/emails?search=GRACE@")).toMatchObject({
      body: { data: [{ to: ["Grace <grace@example.com>"] }] },
    });
    expect(await call("GET", `/emails/${data?.id}`)).toMatchObject({
      body: { html: MAIL.html, headers: {} },
    });
    expect(await call("DELETE", "/emails")).toMatchObject({ status: 200, body: { deleted: 2 } });
    expect(await call("GET", "/emails")).toMatchObject({ body: { data: [] } });
  });

  it("refuses other host names and requests from other sites", async () => {
    const { url } = await mailbox();
    const rebound = await statusOf(url, "GET", { host: "evil.example" });
    const forged = await statusOf(url, "DELETE", { "sec-fetch-site": "cross-site" });
    expect([rebound, forged]).toEqual([403, 403]);
    expect(await statusOf(url, "GET", {})).toBe(200);
  });

  it("names an unknown path in its error", async () => {
    const { call } = await mailbox();
    expect(await call("GET", "/nowhere")).toMatchObject({ status: 404, body: { name: "not_found" } });
    expect(await call("PUT", "/emails")).toMatchObject({ status: 405, body: { name: "method_not_allowed" } });
    expect(await call("GET", "/emails/7")).toMatchObject({
      status: 422,
      body: { name: "invalid_parameter" },
    });
  });
});

/** `fetch` does not allow choosing the Host header, so this uses node:http. */
async function statusOf(
  url: string,
  method: string,
  headers: Record<string, string>,
): Promise<number | undefined> {
  const { request } = await import("node:http");
  return new Promise((resolve, reject) => {
    request(`${url}/emails`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

describe("requests that are refused with Resend's messages", () => {
  const many = Array.from({ length: 51 }, (_, i) => `a${i}@example.com`);
  const cases: [string, object, string, number][] = [
    ["no sender", { from: undefined }, "missing_required_field", 422],
    ["no recipient", { to: undefined }, "missing_required_field", 422],
    ["an empty list of recipients", { to: [] }, "missing_required_field", 422],
    ["no subject", { subject: undefined }, "missing_required_field", 422],
    ["neither HTML nor text", { html: undefined, text: undefined }, "validation_error", 422],
    ["a sender that is not an address", { from: "Latchkey" }, "invalid_from_address", 422],
    ["a recipient that is not an address", { to: ["ada@example.com", "ada"] }, "validation_error", 422],
    ["a recipient without a top-level domain", { to: "ada@localhost" }, "validation_error", 422],
    ["more than 50 recipients", { to: many }, "validation_error", 422],
    ["an invalid reply address", { reply_to: "nobody" }, "validation_error", 422],
    ["a line break in the subject", { subject: "Hi\r\nBcc: eve@example.com" }, "validation_error", 422],
    ["a line break in an address", { to: "ada@example.com\n" }, "validation_error", 422],
    [
      "a line break in a header",
      { headers: { "X-A": "1\r\nBcc: eve@example.com" } },
      "validation_error",
      422,
    ],
    ["a header's name with a colon", { headers: { "X-A:": "1" } }, "validation_error", 422],
    ["a tag with a space", { tags: [{ name: "a b", value: "c" }] }, "validation_error", 422],
    ["a tag that is too long", { tags: [{ name: "a", value: "c".repeat(257) }] }, "validation_error", 422],
    ["an empty attachment", { attachments: [{ filename: "a.txt" }] }, "invalid_attachment", 422],
    ["a time to send at", { scheduled_at: "2030-01-01T00:00:00Z" }, "validation_error", 422],
  ];

  it.each(cases)("%s", async (_what, wrong, name, statusCode) => {
    const { resend, call } = await mailbox();
    const { error } = await resend.post("/emails", { ...MAIL, ...wrong });
    expect(error).toMatchObject({ name, statusCode });
    expect(error?.message).toMatch(/\w/);
    expect(await call("GET", "/emails")).toMatchObject({ body: { data: [] } });
  });

  it("a body that is not JSON", async () => {
    const { url } = await mailbox();
    const headers = { authorization: "Bearer re_test" };
    const response = await fetch(`${url}/emails`, { method: "POST", headers, body: "{" });
    expect(response.status).toBe(400);
  });
});
