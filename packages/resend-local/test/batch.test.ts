import { afterEach, describe, expect, it } from "@jest/globals";
import { closeAll, eventually, faultsLeft, mailbox, MAIL } from "./support";

afterEach(closeAll);

const to = (...addresses: string[]) => addresses.map((address) => ({ ...MAIL, to: address }));

describe("a batch", () => {
  it("returns an id for every email, in order", async () => {
    const { resend } = await mailbox();
    const { data } = await resend.batch.send(to("a@example.com", "b@example.com"));
    expect(data).toEqual({ data: [{ id: expect.any(String) }, { id: expect.any(String) }] });
    expect((await resend.emails.get(data?.data[1]?.id ?? "")).data?.to).toEqual(["b@example.com"]);
  });

  it("fails as a whole because of one bad row", async () => {
    const { resend, call } = await mailbox();
    const { error } = await resend.batch.send(to("a@example.com", "nope"));
    expect(error).toMatchObject({ name: "validation_error", statusCode: 422 });
    expect(await call("GET", "/emails")).toMatchObject({ body: { data: [] } });
  });

  it("accepts the good rows in permissive mode, and names the bad ones", async () => {
    const { resend, call } = await mailbox();
    const rows = [...to("a@example.com", "nope", "b@example.com"), { ...MAIL, to: "" }];
    const { data } = await resend.batch.send(rows, { batchValidation: "permissive" });
    expect(data?.data).toHaveLength(2);
    expect(data?.errors).toEqual([
      { index: 1, message: expect.stringContaining("Invalid `to` field") },
      { index: 3, message: "Missing `to` field." },
    ]);
    const { body } = await call("GET", "/emails");
    expect(body).toMatchObject({ data: [{ to: ["b@example.com"] }, { to: ["a@example.com"] }] });
  });

  it("accepts 100 emails and not 101", async () => {
    const { resend } = await mailbox();
    const rows = Array.from({ length: 101 }, () => MAIL);
    expect((await resend.batch.send(rows)).error).toMatchObject({
      name: "validation_error",
      statusCode: 422,
    });
    expect((await resend.batch.send(rows.slice(1))).data?.data).toHaveLength(100);
    expect((await resend.batch.send([])).error).toMatchObject({ statusCode: 422 });
  });

  it("accepts no attachments", async () => {
    const { resend } = await mailbox();
    const { error } = await resend.post("/emails/batch", [
      { ...MAIL, attachments: [{ filename: "a", content: "YQ==" }] },
    ]);
    expect(error).toMatchObject({ name: "invalid_attachment", statusCode: 422 });
  });
});

describe("an idempotency key", () => {
  it("returns the first answer again, and sends nothing", async () => {
    const { resend, call } = await mailbox();
    const options = { idempotencyKey: "invite/1" };
    const first = await resend.batch.send(to("a@example.com", "b@example.com"), options);
    const second = await resend.batch.send(to("a@example.com", "b@example.com"), options);
    expect(second.data).toEqual(first.data);
    const { body } = await call("GET", "/emails");
    expect((body as { data: unknown[] }).data).toHaveLength(2);
  });

  it("refuses another body with the same key", async () => {
    const { resend } = await mailbox();
    await resend.emails.send(MAIL, { idempotencyKey: "k" });
    const { error } = await resend.emails.send({ ...MAIL, subject: "Other" }, { idempotencyKey: "k" });
    expect(error).toMatchObject({ name: "invalid_idempotent_request", statusCode: 409 });
  });

  it("may be used again after a failure", async () => {
    const { resend } = await mailbox();
    expect((await resend.emails.send({ ...MAIL, to: "no" }, { idempotencyKey: "k" })).error).not.toBeNull();
    expect((await resend.emails.send(MAIL, { idempotencyKey: "k" })).error).toBeNull();
  });

  it("refuses the second of two at once while the first is in progress", async () => {
    const { resend, call } = await mailbox();
    await call("POST", "/faults", { mode: "slow", delayMs: 2_000 });
    const first = resend.emails.send(MAIL, { idempotencyKey: "k" });
    await eventually(async () => (await faultsLeft(call)) === 0);
    const second = await resend.emails.send(MAIL, { idempotencyKey: "k" });
    expect(second.error).toMatchObject({ name: "concurrent_idempotent_requests", statusCode: 409 });
    const { data } = await first;
    expect((await resend.emails.send(MAIL, { idempotencyKey: "k" })).data).toEqual(data);
  });

  it("has at most 256 characters", async () => {
    const { resend } = await mailbox();
    const { error } = await resend.emails.send(MAIL, { idempotencyKey: "k".repeat(257) });
    expect(error).toMatchObject({ name: "invalid_idempotency_key", statusCode: 400 });
    expect((await resend.emails.send(MAIL, { idempotencyKey: "k".repeat(256) })).error).toBeNull();
  });
});
