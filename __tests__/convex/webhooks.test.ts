/** Who may report what happened to a mail: only a sender with a valid, recent signature. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type CampaignId, launchTo, recipientsOf, runUntil, signInAs } from "./support/campaigns";
import { MINUTE, type World, runScheduled, start } from "./support/world";
import { bodyOf, post, signed, tell } from "./support/webhooks";

let world: World;
let campaignId: CampaignId;
let recipientId: string;
beforeAll(async () => {
  world = await start();
  campaignId = await launchTo(await signInAs(world, "marketer"), 2);
  await runUntil(world, campaignId, "sent");
  [{ _id: recipientId }] = (await recipientsOf(world.t, campaignId)) as unknown as [{ _id: string }];
});

const complaint = () => bodyOf({ type: "email.complained", recipientId, at: Date.now() });
const inbox = () => world.t.run(({ db }) => db.query("deliveryEvents").collect());

describe("answered 401, and nothing is stored:", () => {
  test.each<[string, (body: string) => Record<string, string>]>([
    ["no signature at all", () => ({})],
    ["no id", (body) => ({ ...signed("forged", body), "svix-id": "" })],
    ["no timestamp", (body) => ({ ...signed("forged", body), "svix-timestamp": "" })],
    ["no signature", (body) => ({ ...signed("forged", body), "svix-signature": "" })],
    ["another's secret", (body) => signed("forged", body, { secret: "whsec_b3RoZXI=" })],
    ["a signature of another body", () => signed("forged", bodyOf({ type: "x", recipientId, at: 0 }))],
    ["a signature of another id", (body) => ({ ...signed("forged", body), "svix-id": "other" })],
    ["a random signature", (body) => ({ ...signed("forged", body), "svix-signature": "v1,AAAA" })],
    ["an old signature", (body) => signed("forged", body, { at: Date.now() - 6 * MINUTE })],
    ["a signature from the future", (body) => signed("forged", body, { at: Date.now() + 6 * MINUTE })],
    [
      "an old signature under a new timestamp",
      (body) => {
        const old = signed("forged", body, { at: Date.now() - 60 * MINUTE });
        return { ...old, "svix-timestamp": String(Math.floor(Date.now() / 1_000)) };
      },
    ],
  ])("%s", async (_, headersFor) => {
    const body = complaint();
    const response = await post(world, body, headersFor(body));
    expect(response.status).toBe(401);
    await runScheduled(world);
    expect(await inbox()).toEqual([]);
    expect(await recipientsOf(world.t, campaignId)).toMatchObject([{ status: "sent" }, { status: "sent" }]);
  });

  test("everything, if no secret is set", async () => {
    const body = complaint();
    const headers = signed("unset", body);
    const secret = process.env["RESEND_WEBHOOK_SECRET"];
    delete process.env["RESEND_WEBHOOK_SECRET"];
    const response = await post(world, body, headers);
    process.env["RESEND_WEBHOOK_SECRET"] = secret;
    expect(response.status).toBe(401);
  });
});

describe("answered 200, and ignored:", () => {
  test.each([
    [
      "an event that is not about a mail",
      JSON.stringify({ type: "contact.created", created_at: "x", data: {} }),
    ],
    [
      "a mail that has no recipient of ours",
      JSON.stringify({ type: "email.sent", created_at: "x", data: {} }),
    ],
    ["an event of another shape", JSON.stringify({ hello: "there" })],
    ["a body that is not JSON", "{ not json"],
    ["nothing", ""],
    ["a number", "7"],
    ["null", "null"],
    ["a list", "[1]"],
    ["an event without text", '{"type":7,"created_at":8,"data":[]}'],
  ])("%s", async (what, body) => {
    expect((await post(world, body, signed(what, body))).status).toBe(200);
    expect(await inbox()).toEqual([]);
  });

  test.each(["constructor", "__proto__", "toString", "hasOwnProperty", "email.unheard-of", "EMAIL.SENT"])(
    "an event of type %s",
    async (type) => {
      await tell(world, { type, recipientId, at: Date.now() });
      expect(await inbox()).toEqual([]);
    },
  );

  test.each([
    ["tags", { tags: { ["__proto__"]: { recipient_id: "x" }, constructor: "y" } }],
    ["a list of tags", { tags: [null, 7, { name: "__proto__", value: "x" }, { name: "constructor" }] }],
    ["tags of an unknown form", { tags: "recipient_id" }],
    ["a recipient of another type", { tags: { recipient_id: { $gt: "" } } }],
    ["a bounce without a type", { tags: { recipient_id: "x" }, bounce: null, failed: "no" }],
  ])("%s that have another shape", async (what, data) => {
    const body = JSON.stringify({ type: "email.bounced", created_at: new Date().toISOString(), data });
    expect((await post(world, body, signed(what, body))).status).toBe(200);
    expect(await inbox()).toEqual([]);
  });

  test.each(["nobody", "", "jh7abc"])("a recipient that is none: %j", async (nobody) => {
    await tell(world, { type: "email.delivered", recipientId: nobody, at: Date.now() });
    await runScheduled(world);
    expect(await inbox()).toEqual([]);
  });
});

test("every request is refused or ignored, and never an error", async () => {
  const header = fc.string({ unit: fc.constantFrom(..."v1,= aZ09+/-\u00ff"), maxLength: 60 });
  const headers = fc.record({ "svix-id": header, "svix-timestamp": header, "svix-signature": header });
  await fc.assert(
    fc.asyncProperty(fc.json(), headers, async (body, forged) => {
      expect((await post(world, body, forged)).status).toBe(401);
      expect((await post(world, body, signed("fuzz", body))).status).toBe(200);
    }),
  );
  expect(await inbox()).toEqual([]);
});

test("an impossible time is replaced by the current time, and a server's answer is stored as one line of limited length", async () => {
  const message = `550 no\u202e\r\n${"x".repeat(5_000)}`;
  for (const created_at of ["+275760-09-13T00:00:00Z", "-000001-01-01T00:00:00Z", "soon"]) {
    const data = { tags: { recipient_id: recipientId }, bounce: { type: "Transient", message } };
    const body = JSON.stringify({ type: "email.bounced", created_at, data });
    expect((await post(world, body, signed(created_at, body))).status).toBe(200);
    const [event] = await takeInbox();
    expect(event).toMatchObject({ type: "delayed", at: Date.now() });
    expect(event!.details).toMatch(/^550 no x+$/);
    expect(event!.details).toHaveLength(500);
  }
});

/** Returns the events in the inbox, and deletes them before they are applied. */
async function takeInbox() {
  const events = await inbox();
  await world.t.run(async ({ db }) => {
    for (const { _id } of events) await db.delete("deliveryEvents", _id);
  });
  return events;
}

test("a signed event is stored once, even if it is sent several times", async () => {
  for (let i = 0; i < 3; i++)
    await tell(world, { type: "email.delivered", recipientId, at: 1_000, id: "one" });
  expect(await inbox()).toHaveLength(1);
  await runScheduled(world);
  expect((await recipientsOf(world.t, campaignId))[0]).toMatchObject({
    status: "delivered",
    deliveredAt: 1_000,
  });
});

test.each<[string, (pairs: { name: string; value: string }[]) => unknown]>([
  ["an object", (pairs) => Object.fromEntries(pairs.map(({ name, value }) => [name, value]))],
  ["a list", (pairs) => pairs],
])("tags are read as %s", async (form, tagsOf) => {
  const at = Date.now();
  const event = JSON.parse(bodyOf({ type: "email.opened", recipientId, at })) as { data: { tags: unknown } };
  event.data.tags = tagsOf([{ name: "recipient_id", value: recipientId }]);
  const body = JSON.stringify(event);
  expect((await post(world, body, signed(form, body))).status).toBe(200);
  expect((await inbox()).at(-1)).toMatchObject({ eventId: form, type: "opened", recipientId });
});
