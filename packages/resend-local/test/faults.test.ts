import { afterEach, describe, expect, it } from "@jest/globals";
import { closeAll, eventually, faultsLeft, mailbox, MAIL, type TestMailbox } from "./support";

afterEach(closeAll);

async function countOf({ call }: TestMailbox): Promise<number> {
  const { body } = await call("GET", "/emails");
  return (body as { data: unknown[] }).data.length;
}

describe("faults on demand", () => {
  it("answer the next calls with the requested status, then calls succeed again", async () => {
    const box = await mailbox();
    await box.call("POST", "/faults", { status: 429, times: 2, retryAfter: 7 });
    for (let i = 0; i < 2; i++) {
      const { error, headers } = await box.resend.emails.send(MAIL);
      expect(error).toMatchObject({ statusCode: 429, name: "rate_limit_exceeded" });
      expect(headers?.["retry-after"]).toBe("7");
    }
    expect(await countOf(box)).toBe(0);
    expect((await box.resend.emails.send(MAIL)).error).toBeNull();
  });

  it.each([
    [{ status: 500 }, 500, "internal_server_error"],
    [{ status: 503 }, 503, "internal_server_error"],
    [{ name: "daily_quota_exceeded" }, 429, "daily_quota_exceeded"],
    [{ name: "monthly_quota_exceeded" }, 429, "monthly_quota_exceeded"],
    [{ status: 401, name: "restricted_api_key" }, 401, "restricted_api_key"],
    [{ status: 403 }, 403, "invalid_api_key"],
  ])("%j", async (fault, statusCode, name) => {
    const { resend, call } = await mailbox();
    await call("POST", "/faults", fault);
    expect((await resend.batch.send([MAIL])).error).toMatchObject({ statusCode, name });
  });

  it("of one path do not affect another, and each path uses its own in order", async () => {
    const { resend, call } = await mailbox();
    await call("POST", "/faults", { status: 500, path: "/emails/batch", times: 2 });
    await call("POST", "/faults", { status: 429, path: "/emails" });
    await call("POST", "/faults", { status: 503 });
    const status = async (sending: Promise<{ error: { statusCode: number | null } | null }>) =>
      (await sending).error?.statusCode;
    expect(await status(resend.emails.send(MAIL))).toBe(429);
    expect(await status(resend.batch.send([MAIL]))).toBe(500);
    expect(await status(resend.emails.send(MAIL))).toBe(503);
    expect(await status(resend.emails.send(MAIL))).toBeUndefined();
    expect(await status(resend.batch.send([MAIL]))).toBe(500);
    expect(await status(resend.batch.send([MAIL]))).toBeUndefined();
  });

  it("for a path that is never called are refused", async () => {
    const { call } = await mailbox();
    expect(await call("POST", "/faults", { status: 500, path: "/domains" })).toMatchObject({ status: 422 });
  });

  it("report how many calls are waiting", async () => {
    const { call, resend } = await mailbox();
    const holding = async () => ((await call("GET", "/faults")).body as { holding: number }).holding;
    await call("POST", "/faults", { mode: "hang", path: "/emails/batch" });
    expect(await holding()).toBe(0);
    void resend.batch.send([MAIL]);
    await eventually(async () => (await holding()) === 1);
    expect((await resend.emails.send(MAIL)).error).toBeNull();
  });

  it("do not affect calls that send nothing", async () => {
    const { resend, call } = await mailbox();
    await call("POST", "/faults", { status: 500 });
    expect((await resend.emails.list()).error).toBeNull();
    expect((await resend.domains.list()).error).toBeNull();
    expect(await call("GET", "/faults")).toMatchObject({ body: { data: [{ status: 500, times: 1 }] } });
  });

  it("cut the connection before the mail is accepted", async () => {
    const box = await mailbox();
    await box.call("POST", "/faults", { mode: "cut" });
    const { error } = await box.resend.emails.send(MAIL);
    expect(error).toMatchObject({ name: "application_error", statusCode: null });
    expect(await countOf(box)).toBe(0);
  });

  it.each([{ mode: "cut" }, { status: 500 }])(
    "%j after accepting the mail: the same key then sends no second one",
    async (fault) => {
      const box = await mailbox();
      await box.call("POST", "/faults", { ...fault, accept: true });
      expect((await box.resend.emails.send(MAIL, { idempotencyKey: "k" })).error).not.toBeNull();
      expect(await countOf(box)).toBe(1);
      const { data } = await box.resend.emails.send(MAIL, { idempotencyKey: "k" });
      expect(await countOf(box)).toBe(1);
      expect(await box.call("GET", "/emails")).toMatchObject({ body: { data: [{ id: data?.id }] } });
    },
  );

  it("hang until the client gives up, and block the idempotency key until then", async () => {
    const box = await mailbox();
    await box.call("POST", "/faults", { mode: "hang" });
    const hangUp = new AbortController();
    const headers = { authorization: "Bearer re_test", "idempotency-key": "k" };
    const body = JSON.stringify(MAIL);
    const hanging = fetch(`${box.url}/emails`, { method: "POST", headers, body, signal: hangUp.signal });
    const outcome = hanging.then(
      () => "answered",
      () => "gave up",
    );
    await eventually(async () => (await faultsLeft(box.call)) === 0);
    const meanwhile = await fetch(`${box.url}/emails`, { method: "POST", headers, body });
    expect(meanwhile.status).toBe(409);
    hangUp.abort();
    expect(await outcome).toBe("gave up");
    await eventually(async () => (await fetch(`${box.url}/emails`, { method: "POST", headers, body })).ok);
    expect(await countOf(box)).toBe(1);
  });

  it("are used in order, and can be removed", async () => {
    const { resend, call } = await mailbox();
    await call("POST", "/faults", { status: 500 });
    await call("POST", "/faults", { name: "daily_quota_exceeded", times: 5 });
    expect((await resend.emails.send(MAIL)).error?.statusCode).toBe(500);
    expect((await resend.emails.send(MAIL)).error?.name).toBe("daily_quota_exceeded");
    expect(await call("GET", "/faults")).toMatchObject({ body: { data: [{ times: 4 }] } });
    expect(await call("DELETE", "/faults")).toMatchObject({ body: { data: [] } });
    expect((await resend.emails.send(MAIL)).error).toBeNull();
  });

  it.each([
    {},
    { status: 200 },
    { mode: "explode" },
    { name: "nope" },
    { status: 500, times: 0 },
    { statuss: 500 },
  ])("refuse %j", async (fault) => {
    const { call } = await mailbox();
    expect(await call("POST", "/faults", fault)).toMatchObject({
      status: 422,
      body: { name: "validation_error" },
    });
  });
});
