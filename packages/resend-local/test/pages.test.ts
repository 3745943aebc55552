import { afterEach, describe, expect, it } from "@jest/globals";
import { closeAll, eventually, mailbox, MAIL, type TestMailbox } from "./support";

afterEach(closeAll);

async function open({ url }: TestMailbox, path: string): Promise<string> {
  const response = await fetch(url + path, { headers: { accept: "text/html" } });
  return (await response.text()).replace(/\s+/g, " ");
}

async function submit(
  { url }: TestMailbox,
  path: string,
  fields: Record<string, string> = {},
): Promise<Response> {
  return fetch(url + path, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
}

async function send(box: TestMailbox, email: Partial<typeof MAIL> = {}): Promise<string> {
  return (await box.resend.emails.send({ ...MAIL, ...email })).data?.id ?? "";
}

describe("the inbox page", () => {
  it("says how to send mail while there is none", async () => {
    const box = await mailbox({ siteUrl: "http://localhost:4000" });
    const page = await open(box, "/");
    expect(page).toContain("No mail yet");
    expect(page).toContain('href="http://localhost:4000/login"');
    expect(page).not.toContain("Empty inbox");
  });

  it("lists mails newest first, and finds them by address", async () => {
    const box = await mailbox();
    await send(box);
    await send(box, { to: "grace@example.com", subject: "Welcome" });
    const all = await open(box, "/");
    expect(all.indexOf("grace@example.com")).toBeLessThan(all.indexOf("ada@example.com"));
    expect(all).toContain("2 mails");
    const found = await open(box, "/?search=grace");
    expect(found).toContain("1 mail for “grace”");
    expect(found).not.toContain("ada@example.com");
    expect(await open(box, "/?search=nobody")).toContain("Nothing for “nobody”");
  });

  it("pages through many mails, and starts again if the mail of the cursor was deleted", async () => {
    const box = await mailbox();
    await box.resend.batch.send(Array.from({ length: 60 }, (_, i) => ({ ...MAIL, subject: `Mail ${i}.` })));
    const first = await open(box, "/");
    expect(first).toContain("Mail 59.");
    expect(first).not.toContain("Mail 9.");
    const older = /href="(\/\?after=[^"]+)"/.exec(first)?.[1] ?? "";
    expect(await open(box, older)).toContain("Mail 9.");
    await submit(box, "/empty");
    expect(await open(box, older)).toContain("No mail yet");
  });

  it("escapes the text of a mail", async () => {
    const box = await mailbox();
    const id = await send(box, {
      subject: '<img src=x onerror="alert(1)">',
      text: "<script>alert(2)</script>",
    });
    for (const page of [await open(box, "/"), await open(box, `/mail/${id}`)]) {
      expect(page).not.toContain("<img src=x");
      expect(page).not.toContain("<script>alert");
    }
  });
});

describe("a mail's page", () => {
  it("shows HTML and text side by side, links and headers", async () => {
    const box = await mailbox();
    const { data } = await box.resend.emails.send({ ...MAIL, headers: { "X-Entity-Ref-ID": "42" } });
    const page = await open(box, `/mail/${data?.id}`);
    expect(page).toContain(`src="/mail/${data?.id}/html"`);
    expect(page).toContain('href="http://localhost:3000/login?a=1&amp;b=2" target="_blank"');
    expect(page).toContain("Open “this link”");
    expect(page).toContain("X-Entity-Ref-ID");
  });

  it("shows the HTML in a frame without scripts, and opens links outside the frame", async () => {
    const box = await mailbox();
    const id = await send(box, { html: "<html><head><title>t</title></head><body>Hello</body></html>" });
    const response = await fetch(`${box.url}/mail/${id}/html`);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("sandbox allow-popups allow-popups-to-escape-sandbox");
    expect(policy).not.toMatch(/allow-scripts|allow-same-origin|script-src/);
    expect(await response.text()).toContain('<head><base target="_blank"><title>t</title>');
  });

  it("sends events by button, without JavaScript", async () => {
    const box = await mailbox();
    const id = await send(box);
    await eventually(async () => (await box.resend.emails.get(id)).data?.last_event === "delivered");
    const answer = await submit(box, `/mail/${id}/events`, { event: "mailbox-full" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/mail/${id}#events-title`]);
    expect(await open(box, `/mail/${id}`)).toContain("Transient · MailboxFull");
    expect((await submit(box, `/mail/${id}/events`, { event: "constructor" })).status).toBe(422);
  });

  it("says that a mail no longer exists", async () => {
    const box = await mailbox();
    expect(await open(box, "/mail/00000000-0000-4000-8000-000000000000")).toContain("This mail is gone");
  });
});

describe("the faults page", () => {
  it("adds faults and clears them", async () => {
    const box = await mailbox();
    await submit(box, "/controls", { fault: "rate-limit", times: "3" });
    expect(await open(box, "/controls")).toContain("429 rate_limit_exceeded, retry after 1 s");
    expect(await box.call("GET", "/faults")).toMatchObject({ body: { data: [{ status: 429, times: 3 }] } });
    await submit(box, "/controls/clear");
    expect(await open(box, "/controls")).toContain("None: every call is answered");
    expect((await submit(box, "/controls", { fault: "rate-limit", times: "0" })).status).toBe(422);
  });
});

it("tells open pages when something changed", async () => {
  const box = await mailbox();
  const leave = new AbortController();
  const response = await fetch(`${box.url}/changes`, { signal: leave.signal });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  await send(box);
  let heard = "";
  while (!heard.includes("data: changed")) heard += (await reader.read()).value ?? "";
  leave.abort();
});
