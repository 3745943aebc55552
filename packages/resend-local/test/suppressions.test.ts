import { afterEach, describe, expect, it } from "@jest/globals";
import { Resend } from "resend";
import { closeAll, eventually, mailbox, MAIL, receiver, SECRET, type TestMailbox } from "./support";

afterEach(closeAll);

const ADA = "ada@example.com";

async function send({ resend }: TestMailbox, to: string | string[] = ADA): Promise<string> {
  const { data, error } = await resend.emails.send({ ...MAIL, to });
  if (!data) throw new Error(error.message);
  return data.id;
}

const lastEvent = async ({ resend }: TestMailbox, id: string) =>
  (await resend.emails.get(id)).data?.last_event;
const becomes = (box: TestMailbox, id: string, event: string) =>
  eventually(async () => (await lastEvent(box, id)) === event);

/** Sends an email to the address and reports the event about it. Returns the email's id. */
async function happened(box: TestMailbox, event: object, to: string | string[] = ADA): Promise<string> {
  const id = await send(box, to);
  await becomes(box, id, "delivered");
  await box.call("POST", `/emails/${id}/events`, event);
  return id;
}

const BOUNCED = { type: "email.bounced" };
const COMPLAINED = { type: "email.complained" };

describe("an address", () => {
  it.each([
    [BOUNCED, "bounce"],
    [COMPLAINED, "complaint"],
  ])("gets no more mail after %j, though the API accepts it", async (event, origin) => {
    const box = await mailbox();
    const source = await happened(box, event);
    const next = await send(box, "Ada <ADA@example.com>");
    await becomes(box, next, "suppressed");
    expect((await box.resend.suppressions.get(ADA)).data).toEqual({
      object: "suppression",
      id: expect.any(String),
      email: ADA,
      origin,
      source_id: source,
      created_at: expect.any(String),
    });
  });

  it.each([
    { type: "email.bounced", bounce: { type: "Transient" } },
    { type: "email.bounced", bounce: { type: "Undetermined" } },
    { type: "email.delivery_delayed" },
    { type: "email.failed" },
    { type: "email.opened" },
  ])("is still mailed after %j", async (event) => {
    const box = await mailbox();
    await happened(box, event);
    await becomes(box, await send(box), "delivered");
    expect((await box.resend.suppressions.list()).data?.data).toEqual([]);
  });

  it("in a batch is suppressed without affecting the others", async () => {
    const box = await mailbox();
    await happened(box, BOUNCED);
    const { data } = await box.resend.batch.send([MAIL, { ...MAIL, to: "bob@example.com" }]);
    const [ada = "", bob = ""] = data?.data.map(({ id }) => id) ?? [];
    await becomes(box, ada, "suppressed");
    await becomes(box, bob, "delivered");
  });

  it("is mailed again once it is removed, by address or by id, and may bounce again", async () => {
    const box = await mailbox();
    await happened(box, BOUNCED);
    const known = (await box.resend.suppressions.get(ADA)).data;
    expect((await box.resend.suppressions.remove(ADA)).data).toEqual({
      object: "suppression",
      id: known?.id,
      deleted: true,
    });
    await happened(box, BOUNCED);
    const again = (await box.resend.suppressions.list()).data?.data[0]?.id ?? "";
    await box.resend.suppressions.remove(again);
    await becomes(box, await send(box), "delivered");
  });
});

describe("the API of suppressions", () => {
  it("adds addresses once each, and removes one or many", async () => {
    const { resend } = await mailbox();
    const first = (await resend.suppressions.add({ email: ADA })).data;
    expect((await resend.suppressions.add({ email: "Ada@Example.com" })).data).toEqual(first);
    await resend.suppressions.batch.add({ emails: ["bob@example.com", "eve@example.com"] });
    const { data } = await resend.suppressions.batch.remove({ emails: [ADA, "eve@example.com"] });
    expect(data?.data).toMatchObject([{ id: first?.id, deleted: true }, { deleted: true }]);
    expect((await resend.suppressions.list()).data?.data).toMatchObject([
      { email: "bob@example.com", origin: "manual", source_id: null },
    ]);
  });

  it("lists the newest first, in pages, by origin", async () => {
    const box = await mailbox();
    const emails = Array.from({ length: 25 }, (_, index) => `a${index}@example.com`);
    await box.resend.suppressions.batch.add({ emails });
    await happened(box, COMPLAINED);
    const all = (await box.resend.suppressions.list()).data;
    expect([all?.has_more, all?.data.length, all?.data[0]?.email]).toEqual([true, 20, ADA]);
    const rest = await box.resend.suppressions.list({ after: all?.data.at(-1)?.id ?? "" });
    expect([rest.data?.has_more, rest.data?.data.length]).toEqual([false, 6]);
    const complaints = await box.resend.suppressions.list({ origin: "complaint" });
    expect(complaints.data?.data).toMatchObject([{ email: ADA }]);
  });

  it("requires a key, and refuses unknown and invalid addresses", async () => {
    const { url, resend, call } = await mailbox();
    const stranger = new Resend("wrong", { baseUrl: url });
    expect((await stranger.suppressions.list()).error).toMatchObject({ name: "invalid_api_key" });
    expect(await call("GET", "/suppressions")).toMatchObject({ status: 401 });
    expect((await resend.suppressions.get("nobody@example.com")).error).toMatchObject({ name: "not_found" });
    expect((await resend.suppressions.remove("nobody@example.com")).error).toMatchObject({
      name: "not_found",
    });
    expect((await resend.suppressions.add({ email: "nonsense" })).error).toMatchObject({
      name: "validation_error",
    });
    expect((await resend.suppressions.list({ origin: "x" as "manual" })).error).toMatchObject({
      name: "validation_error",
    });
  });
});

it("webhooks report addresses that are added to the list and removed from it", async () => {
  const hook = await receiver();
  const box = await mailbox({ webhook: { url: hook.url, secret: SECRET } });
  await happened(box, BOUNCED);
  await box.resend.suppressions.remove(ADA);
  const told = () =>
    hook.received
      .map(({ body }) => JSON.parse(body) as { type: string; data: object })
      .filter(({ type }) => type.startsWith("suppression."));
  await eventually(() => told().length === 2);
  expect(told()).toMatchObject([
    { type: "suppression.added", data: { email: ADA, origin: "bounce" } },
    { type: "suppression.removed", data: { email: ADA, origin: "bounce" } },
  ]);
});

describe("the page of suppressions", () => {
  const open = async ({ url }: TestMailbox) =>
    (await (await fetch(`${url}/suppressed`)).text()).replace(/\s+/g, " ");

  it("lists them with the mail that caused each, and removes one by button without JavaScript", async () => {
    const box = await mailbox();
    expect(await open(box)).toContain("None: no mail has bounced");
    const source = await happened(box, COMPLAINED);
    expect(await open(box)).toContain(`href="/mail/${source}">marked as spam`);
    const { data } = await box.resend.suppressions.get(ADA);
    const body = new URLSearchParams({ id: data?.id ?? "" });
    const remove = () => fetch(`${box.url}/suppressed/remove`, { method: "POST", body, redirect: "manual" });
    for (const answer of [await remove(), await remove()])
      expect([answer.status, answer.headers.get("location")]).toEqual([303, "/suppressed"]);
    await becomes(box, await send(box), "delivered");
    expect(await open(box)).not.toContain(ADA);
  });
});
