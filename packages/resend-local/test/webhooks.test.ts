import { afterEach, describe, expect, it } from "@jest/globals";
import { Resend } from "resend";
import { startProcess } from "./process";
import { closeAll, eventually, mailbox, MAIL, receiver, SECRET, type Received } from "./support";

afterEach(closeAll);

type Event = { type: string; created_at: string; data: Record<string, unknown> };

/** Verifies a webhook with Resend's SDK. @throws if the signature is wrong */
function verify({ headers, body }: Received): Event {
  const header = (name: string) => String(headers[name]);
  return new Resend("re_test").webhooks.verify({
    payload: body,
    headers: {
      id: header("svix-id"),
      timestamp: header("svix-timestamp"),
      signature: header("svix-signature"),
    },
    webhookSecret: SECRET,
  }) as unknown as Event;
}

async function start(...statuses: number[]) {
  const hook = await receiver(...statuses);
  const box = await mailbox({ webhook: { url: hook.url, secret: SECRET }, retryDelaysMs: [20, 20] });
  const types = () => hook.received.map((one) => verify(one).type);
  return { ...box, ...hook, url: box.url, types };
}

describe("webhooks", () => {
  it("report sent and delivered automatically, with Resend's signature", async () => {
    const { resend, received } = await start();
    const tags = [{ name: "campaign", value: "c1" }];
    const { data } = await resend.emails.send({ ...MAIL, tags });
    await eventually(() => received.length === 2);
    const [sent, delivered] = received.map(verify);
    expect(sent).toEqual({
      type: "email.sent",
      created_at: expect.any(String),
      data: {
        created_at: expect.any(String),
        email_id: data?.id,
        message_id: expect.stringMatching(/^<.+@.+>$/),
        from: MAIL.from,
        to: ["ada@example.com"],
        subject: MAIL.subject,
        tags: { campaign: "c1" },
      },
    });
    expect(delivered?.type).toBe("email.delivered");
    expect((await resend.emails.get(data?.id ?? "")).data?.last_event).toBe("delivered");
  });

  it("fail the SDK's check if a byte differs", async () => {
    const { resend, received } = await start();
    await resend.emails.send(MAIL);
    const first = await eventually(() => received[0]);
    expect(() => verify({ ...first, body: first.body.replace("ada", "eve") })).toThrow();
  });

  it.each([
    ["delivered+1@resend.dev", ["email.sent", "email.delivered"]],
    ["bounced@resend.dev", ["email.sent", "email.bounced", "suppression.added"]],
    [
      "Ada <complained+x@resend.dev>",
      ["email.sent", "email.delivered", "email.complained", "suppression.added"],
    ],
    ["suppressed@resend.dev", ["email.suppressed"]],
  ])("report what happens to an email to %s", async (address, expected) => {
    const { resend, types, received } = await start();
    await resend.emails.send({ ...MAIL, to: address });
    await eventually(() => received.length >= expected.length);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(types().toSorted()).toEqual(expected.toSorted());
  });

  it.each([
    [{ type: "email.opened" }, {}],
    [{ type: "email.delivery_delayed" }, {}],
    [{ type: "email.clicked" }, { click: { link: "http://localhost:3000/login?a=1&b=2" } }],
    [{ type: "email.bounced" }, { bounce: { type: "Permanent", subType: "General" } }],
    [{ type: "email.bounced", bounce: { type: "Transient" } }, { bounce: { type: "Transient" } }],
    [{ type: "email.failed" }, { failed: { reason: expect.any(String) } }],
    [{ type: "email.suppressed" }, { suppressed: { type: "OnAccountSuppressionList" } }],
  ])("report %j on demand", async (request, details) => {
    const { resend, call, received } = await start();
    const { data } = await resend.emails.send(MAIL);
    await eventually(() => received.length === 2);
    const answer = await call("POST", `/emails/${data?.id}/events`, request);
    expect(answer).toMatchObject({ status: 200, body: { object: "event", email_id: data?.id } });
    const told = await eventually(() => received.slice(2).find((one) => verify(one).type === request.type));
    expect(verify(told)).toMatchObject({ data: details });
    expect((await resend.emails.get(data?.id ?? "")).data?.last_event).toBe(request.type.slice(6));
  });

  it("can be sent twice with the same id", async () => {
    const { resend, call, received } = await start();
    const { data } = await resend.emails.send(MAIL);
    await eventually(() => received.length === 2);
    await call("POST", `/emails/${data?.id}/events`, { type: "email.opened", times: 2 });
    await eventually(() => received.length === 4);
    expect(received[2]?.headers["svix-id"]).toBe(received[3]?.headers["svix-id"]);
  });

  it("are repeated with the same id until the receiver accepts them", async () => {
    const { resend, received } = await start(500, 500);
    await resend.emails.send({ ...MAIL, to: "suppressed@resend.dev" });
    await eventually(() => received.length === 3);
    expect(new Set(received.map(({ headers }) => headers["svix-id"])).size).toBe(1);
    expect(received.map(verify)).toHaveLength(3);
  });

  it("may wait for their next attempt in any number, without a warning from Node", async () => {
    const { url, received } = await receiver(...Array<number>(200).fill(500));
    const child = await startProcess({ RESEND_WEBHOOK_URL: url, RESEND_WEBHOOK_SECRET: SECRET });
    try {
      const resend = new Resend("re_test", { baseUrl: child.url });
      await resend.batch.send(Array<typeof MAIL>(20).fill(MAIL));
      await eventually(() => received.length > 60);
      expect(child.printed()).not.toContain("Warning");
    } finally {
      await child.end();
    }
  });

  it("are given up after the last attempt, and the page says so", async () => {
    const { resend, received, url } = await start(500, 500, 500);
    const { data } = await resend.emails.send({ ...MAIL, to: "suppressed@resend.dev" });
    const pageText = async () => (await fetch(`${url}/mail/${data?.id}`)).text();
    await eventually(async () => (await pageText()).includes("webhook given up after 3 attempts (500)"));
    expect(received).toHaveLength(3);
  });

  it("refuse an unknown type and an unknown email", async () => {
    const { resend, call } = await mailbox();
    const { data } = await resend.emails.send(MAIL);
    expect(await call("POST", `/emails/${data?.id}/events`, { type: "email.eaten" })).toMatchObject({
      status: 422,
    });
    const gone = "00000000-0000-4000-8000-000000000000";
    expect(await call("POST", `/emails/${gone}/events`, { type: "email.opened" })).toMatchObject({
      status: 404,
    });
  });

  it("need a secret in the right format", async () => {
    await expect(mailbox({ webhook: { url: "http://127.0.0.1:1/", secret: "plain" } })).rejects.toThrow(
      "whsec_",
    );
  });
});
