/** Tests the doctor's mail checks. The local mailbox stands in for Resend, and the test runs its own DNS server. */
import { afterAll, afterEach, describe, expect, it } from "@jest/globals";
import { Resend } from "resend";
import { Webhook } from "standardwebhooks";
import { fullName } from "@/scripts/doctor/sending-domain";
import { type Child, startChild } from "@/scripts/run/child";
import { programs } from "@/scripts/run/programs";
import { waitForAnswer } from "@/scripts/run/readiness";
import { serveZone, type Zone } from "../scripts/dns-server";
import { closeAll, type Facts, look, serve, VARIABLES, willClose } from "../scripts/doctor-support";
import { freePortPair } from "../support/free-ports";

const DOMAIN = "mail.latchkey.example";
const WEBHOOK = "https://happy-otter-1.convex.site/resend/webhook";
const SECRET = VARIABLES.RESEND_WEBHOOK_SECRET;

afterEach(closeAll);
afterAll(() =>
  Promise.all([...mailboxes.values()].map(async (running) => (await running).child.end("SIGTERM"))),
);

interface RunningMailbox {
  url: string;
  child: Child;
}

const mailboxes = new Map<string, Promise<RunningMailbox>>();

/** A client for a mailbox with this webhook. The tests of this file share one mailbox process for each webhook. */
async function mailbox(webhook = { url: WEBHOOK, secret: SECRET }, key = "re_123"): Promise<Resend> {
  const name = JSON.stringify(webhook);
  const running = mailboxes.get(name) ?? startMailbox(webhook);
  mailboxes.set(name, running);
  return new Resend(key, { baseUrl: (await running).url });
}

async function startMailbox(webhook: { url: string; secret: string }): Promise<RunningMailbox> {
  const port = await freePortPair();
  const child = startChild(programs.mailbox, {
    MAILBOX_PORT: String(port),
    MAILBOX_DOMAINS: DOMAIN,
    RESEND_WEBHOOK_URL: webhook.url,
    RESEND_WEBHOOK_SECRET: webhook.secret,
  });
  const url = `http://127.0.0.1:${port}`;
  await waitForAnswer(`${url}/faults`, "The mailbox", 60_000);
  return { url, child };
}

/** A client for a server that gives this answer to every request, for answers that the mailbox cannot give. */
async function resendThatSays(status: number, body: unknown): Promise<Resend> {
  const baseUrl = await serve((_, response) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)),
  );
  return new Resend("re_123", { baseUrl });
}

const restricted = () =>
  resendThatSays(401, { statusCode: 401, name: "restricted_api_key", message: "Only sending." });

const domain = (changes: Record<string, unknown>) =>
  resendThatSays(200, {
    object: "list",
    data: [{ id: "1", name: DOMAIN, status: "verified", capabilities: { sending: "enabled" }, ...changes }],
  });

describe("the Resend key", () => {
  it("passes if Resend accepts it", async () =>
    expect(await look("resend-key", { resend: await mailbox() })).toMatchObject({ status: "pass" }));

  it("fails if Resend refuses it", async () => {
    const resend = await mailbox(undefined, "wrong");
    expect(await look("resend-key", { resend })).toMatchObject({
      status: "fail",
      detail: expect.stringContaining("invalid_api_key"),
      fix: expect.stringContaining("resend.com/api-keys"),
    });
  });

  it("passes if it may only send, and the other checks are skipped", async () => {
    const resend = await restricted();
    expect(await look("resend-key", { resend })).toMatchObject({ status: "warn" });
    for (const id of ["sending-domain", "tracking", "spf", "dkim", "webhook-registered"])
      expect(await look(id, { resend })).toMatchObject({ status: "skipped" });
  });
});

describe("the sending domain", () => {
  it.each([
    ["is verified", {}, "pass"],
    ["is pending", { status: "pending" }, "fail"],
    ["may not send", { capabilities: { sending: "disabled" } }, "fail"],
  ])("%s", async (_, changes, status) =>
    expect(await look("sending-domain", { resend: await domain(changes) })).toMatchObject({ status }),
  );

  it("is unknown to Resend: one check fails, and the others are skipped", async () => {
    const facts = { resend: await mailbox(), variables: { MAIL_FROM: "hello@other.example" } };
    expect(await look("sending-domain", facts)).toMatchObject({
      status: "fail",
      detail: expect.stringContaining("other.example"),
    });
    expect(await look("tracking", facts)).toMatchObject({ status: "skipped" });
  });
});

describe("tracking", () => {
  it.each([
    ["is off", {}, "pass"],
    ["of opens is on", { open_tracking: true }, "warn"],
    ["of clicks is on", { click_tracking: true }, "fail"],
  ])("%s", async (_, changes, status) =>
    expect(await look("tracking", { resend: await domain(changes) })).toMatchObject({ status }),
  );
});

describe("the DNS", () => {
  const GOOD: Zone = {
    [`MX send.${DOMAIN}`]: ["feedback-smtp.us-east-1.amazonses.com"],
    [`TXT send.${DOMAIN}`]: ["v=spf1 include:amazonses.com ~all"],
    [`TXT resend._domainkey.${DOMAIN}`]: ["p=local"],
    [`TXT _dmarc.${DOMAIN}`]: ["v=DMARC1; p=none;"],
  };

  async function lookUp(id: string, zone: Zone) {
    const { dns, close } = await serveZone(zone);
    willClose(close);
    return look(id, { dns, resend: await mailbox() });
  }

  it.each(["spf", "dkim", "dmarc"])("passes %s", async (id) =>
    expect(await lookUp(id, GOOD)).toMatchObject({ status: "pass" }),
  );

  it.each([
    ["spf", `MX send.${DOMAIN}`],
    ["spf", `TXT send.${DOMAIN}`],
    ["dkim", `TXT resend._domainkey.${DOMAIN}`],
    ["dmarc", `TXT _dmarc.${DOMAIN}`],
  ])("fails %s without %s, and says what to add", async (id, name) => {
    const { status, fix } = await lookUp(id, { ...GOOD, [name]: [] });
    expect({ status, fix }).toEqual({ status: "fail", fix: expect.stringContaining(name) });
  });

  it.each([
    ["spf", `TXT send.${DOMAIN}`, "v=spf1 -all"],
    ["dkim", `TXT resend._domainkey.${DOMAIN}`, "p=another"],
    ["dmarc", `TXT _dmarc.${DOMAIN}`, "v=spf1 -all"],
  ])("fails %s if %s is %s", async (id, name, value) =>
    expect(await lookUp(id, { ...GOOD, [name]: [value] })).toMatchObject({ status: "fail" }),
  );

  it("accepts the policy of the parent domain", async () => {
    const zone = {
      ...GOOD,
      [`TXT _dmarc.${DOMAIN}`]: [],
      "TXT _dmarc.latchkey.example": ["v=DMARC1; p=reject"],
    };
    expect(await lookUp("dmarc", zone)).toMatchObject({
      status: "pass",
      detail: expect.stringMatching(/^latchkey/),
    });
  });

  it("is not queried if mail stays on this machine", async () => {
    const variables = { RESEND_BASE_URL: "http://127.0.0.1:3025" };
    for (const id of ["spf", "dkim", "dmarc"])
      expect(await look(id, { variables, resend: await mailbox() })).toMatchObject({ status: "skipped" });
  });

  it.each([
    ["send", "example.com", "send.example.com"],
    ["send.mail", "mail.example.com", "send.mail.example.com"],
    ["resend._domainkey.mail", "mail.example.com", "resend._domainkey.mail.example.com"],
    ["send.mail.example.com", "mail.example.com", "send.mail.example.com"],
    ["resend._domainkey", "example.com", "resend._domainkey.example.com"],
  ])("%s of %s is %s", (record, name, expected) => expect(fullName(record, name)).toBe(expected));
});

describe("the webhook at Resend", () => {
  it.each([
    ["leads here", { url: WEBHOOK, secret: SECRET }, "pass"],
    ["leads elsewhere", { url: "https://other.example/resend/webhook", secret: SECRET }, "warn"],
    [
      "signs with another secret",
      { url: WEBHOOK, secret: `whsec_${btoa("another secret of theirs")}` },
      "fail",
    ],
  ])("%s", async (_, webhook, status) =>
    expect(await look("webhook-registered", { resend: await mailbox(webhook) })).toMatchObject({ status }),
  );

  it("is disabled", async () => {
    const data = [{ id: "1", endpoint: WEBHOOK, status: "disabled" }];
    const resend = await resendThatSays(200, { object: "list", data });
    expect(await look("webhook-registered", { resend })).toMatchObject({ status: "warn" });
  });
});

describe("the webhook's signature", () => {
  /** Starts a server that checks webhooks with this secret, as convex/http/resendWebhook.ts does. */
  async function receiver(secret: string): Promise<Facts> {
    const convexSiteUrl = await serve((request, response) => {
      let body = "";
      request.on("data", (data: Buffer) => (body += data.toString()));
      request.on("end", () => response.writeHead(isSigned(secret, body, request.headers) ? 200 : 401).end());
    });
    return { inspection: { convexSiteUrl } };
  }

  function isSigned(secret: string, body: string, headers: Record<string, unknown>): boolean {
    const standard = ["id", "timestamp", "signature"].map((name) => [
      `webhook-${name}`,
      String(headers[`svix-${name}`]),
    ]);
    try {
      new Webhook(secret).verify(body, Object.fromEntries(standard));
      return true;
    } catch {
      return false;
    }
  }

  it("passes if Convex has the same secret", async () =>
    expect(await look("webhook-signature", await receiver(SECRET))).toMatchObject({ status: "pass" }));

  it("fails if Convex has another secret", async () => {
    const facts = await receiver(`whsec_${btoa("another secret of theirs")}`);
    expect(await look("webhook-signature", facts)).toMatchObject({ status: "fail" });
  });

  it("fails if the webhook does not check it", async () => {
    const convexSiteUrl = await serve((_, response) => response.writeHead(200).end());
    expect(await look("webhook-signature", { inspection: { convexSiteUrl } })).toMatchObject({
      status: "fail",
    });
  });

  it("cannot be tested without a secret", async () => {
    const facts = { variables: { RESEND_WEBHOOK_SECRET: "" } };
    expect(await look("webhook-signature", facts)).toMatchObject({ status: "warn" });
  });
});
