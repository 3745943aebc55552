/** From the queue to Resend: which failures are retried, which are final, and what is not mailed at all. */
import { beforeEach, describe, expect, jest, test } from "@jest/globals";
import { internal } from "@/convex/_generated/api";
import { ask, askAndRead, followLink, newBrowser } from "./support/browser";
import { setTime, MINUTE, NOW, type World, runScheduled, start } from "./support/world";
import { authRows, linkOf } from "./support/tables";

const ADA = "ada@example.com";

let world: World;
beforeEach(async () => {
  world = await start();
});

function requests() {
  return jest.mocked(globalThis.fetch).mock.calls.map(([input, init]) => new Request(input, init));
}

async function bodies() {
  return Promise.all(
    requests().map(async (request) => [request.headers.get("idempotency-key"), await request.text()]),
  );
}

describe("a mail server that", () => {
  test.each([
    ["is busy", { status: 429, name: "rate_limit_exceeded" }],
    ["fails", { status: 500, name: "internal_server_error" }],
  ])("%s gets the same bytes again with the same idempotency key", async (_, failure) => {
    world.mail.failures.push(failure, failure);
    await ask(world, ADA, await newBrowser());
    await runScheduled(world, 8_000);
    const sent = await bodies();
    expect(sent).toHaveLength(3);
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[2]).toEqual(sent[0]);
    expect(world.mail.mails).toHaveLength(1);
    expect(await linkOf(world.t, ADA)).toMatchObject({ mailedAt: expect.any(Number) });
  });

  test.each([
    ["refuses the address", { status: 422, name: "validation_error" }],
    ["refuses the API key", { status: 401, name: "invalid_api_key" }],
  ])("%s is not asked again, and the log names the link", async (_, failure) => {
    world.mail.failures.push(failure);
    await ask(world, ADA, await newBrowser());
    await runScheduled(world, 8_000);
    expect(requests()).toHaveLength(1);
    const link = await linkOf(world.t, ADA);
    expect(link).not.toHaveProperty("mailedAt");
    const line = JSON.stringify({
      level: "error",
      event: "link.notMailed",
      linkId: link._id,
      error: failure.name,
    });
    expect(console.error).toHaveBeenCalledWith(line);
  });
});

test("each link has its own idempotency key, so that no mail is mistaken for another", async () => {
  const first = await askAndRead(world, ADA, await newBrowser());
  const second = await askAndRead(world, "bob@example.com", await newBrowser());
  expect(first.idempotencyKey).not.toBe(second.idempotencyKey);
});

describe("a link is not mailed once it", () => {
  test("is used", async () => {
    const { linkId } = await world.t.mutation(internal.loginLinks.mint, { email: ADA, deliver: true });
    await world.t.run(({ db }) => db.patch("loginLinks", linkId, { usedAt: Date.now() }));
    await runScheduled(world);
    expect(requests()).toHaveLength(0);
  });

  test("has expired, however long the mail server was away", async () => {
    await world.t.mutation(internal.loginLinks.mint, { email: ADA, deliver: true });
    setTime((await linkOf(world.t, ADA)).expiresAt);
    await runScheduled(world);
    expect(requests()).toHaveLength(0);
  });
});

test("the link is on the host of SITE_URL, and the sender is MAIL_FROM", async () => {
  const mail = await askAndRead(world, ADA, await newBrowser());
  expect(new URL(mail.url).origin).toBe("https://latchkey.example");
  const [request] = await bodies();
  expect(JSON.parse(String(request![1]))).toMatchObject({
    from: "Latchkey <hello@latchkey.example>",
    to: ADA,
  });
});

describe("the key that signs JWTs", () => {
  test("is made before the first mail, once", async () => {
    world = await start({}, { hasSigningKey: false });
    expect(await authRows(world.t, "jwks")).toHaveLength(0);
    const browser = await newBrowser();
    const { token } = await askAndRead(world, ADA, browser);
    await askAndRead(world, "bob@example.com", await newBrowser());
    expect(await authRows(world.t, "jwks")).toHaveLength(1);
    expect(await followLink(world, token, browser)).toMatchObject({ ok: true });
  });

  test("is also made for a link that is not mailed", async () => {
    world = await start({}, { hasSigningKey: false });
    await world.t.mutation(internal.loginLinks.mint, { email: ADA });
    await runScheduled(world);
    expect(await authRows(world.t, "jwks")).toHaveLength(1);
  });

  test("leaves a link unspent if it is missing", async () => {
    world = await start({}, { hasSigningKey: false });
    const { url } = await world.t.mutation(internal.loginLinks.mint, { email: ADA });
    const token = new URL(url!).searchParams.get("token")!;
    const browser = await newBrowser();
    // Convex mutations cannot generate keys. convex-test allows it, so the test makes `generateKey` fail.
    const generateKey = jest.spyOn(crypto.subtle, "generateKey").mockRejectedValue(new Error("not here"));
    await expect(followLink(world, token, browser)).rejects.toThrow("No JWT could be signed");
    generateKey.mockRestore();
    await runScheduled(world);
    expect(await followLink(world, token, browser)).toMatchObject({ ok: true, isNewUser: true });
  });
});

test("every mail starts a thread of its own, so that a mail program does not hide the newest link", async () => {
  await askAndRead(world, ADA, await newBrowser());
  setTime(NOW + 2 * MINUTE);
  await askAndRead(world, ADA, await newBrowser());
  const references = world.mail.mails.map(({ headers }) => headers["X-Entity-Ref-ID"]);
  expect(references).toHaveLength(2);
  expect(new Set(references).size).toBe(2);
  expect(references[1]).toBe((await linkOf(world.t, ADA))._id);
});
