/** The sender of a single campaign: only addresses of verified domains, and never more than one header. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { campaignOf, draftFor, launchTo, runUntil, signInAs } from "./support/campaigns";
import type { Person } from "./support/people";
import { saveReminders, sweepAt } from "./support/reminders";
import { type World, MINUTE, runScheduled, start, whilePumping } from "./support/world";

let world: World;
let marketer: Person;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
  world.mail.domains = [
    { name: "acme.example", status: "verified" },
    { name: "pending.example", status: "pending" },
  ];
});

const refresh = () => marketer.as.action(api.campaignSenders.refresh, {});
const ACME = { fromName: "Ada", fromAddress: "ada@acme.example", replyTo: "Ada <ada@acme.example>" };

describe("a campaign with its own sender", () => {
  test("arrives from that sender, and so do its test mail, its copy and its reminder", async () => {
    await refresh();
    const draft = await draftFor(marketer, 1, ACME);
    await whilePumping(
      marketer.as.action(api.campaignPreviews.sendTest, { campaignId: draft, to: ["bob@example.com"] }),
    );
    expect(world.mail.lastTo("bob@example.com").from).toBe('"Ada" <ada@acme.example>');
    await marketer.as.mutation(api.campaigns.launch, { campaignId: draft });
    await runUntil(world, draft, "sent");
    const mail = world.mail.lastTo("reader000@example.com");
    expect(mail).toMatchObject({ from: '"Ada" <ada@acme.example>', replyTo: '"Ada" <ada@acme.example>' });
    const copy = await marketer.as.mutation(api.campaigns.duplicate, { campaignId: draft });
    const reminder = await marketer.as.mutation(api.campaigns.remind, { campaignId: draft });
    for (const campaignId of [copy, reminder])
      expect(await campaignOf(world.t, campaignId)).toMatchObject(ACME);
    await runScheduled(world);
  });

  test("has it in its automatic reminders, too", async () => {
    await refresh();
    const draft = await draftFor(marketer, 1, ACME);
    await saveReminders(marketer, draft);
    await marketer.as.mutation(api.campaigns.launch, { campaignId: draft });
    await runUntil(world, draft, "sent");
    await sweepAt(world, "2026-11-26T08:00Z");
    expect(world.mail.lastTo("reader000@example.com")).toMatchObject({
      subject: "Still there, Reader0?",
      from: '"Ada" <ada@acme.example>',
      replyTo: '"Ada" <ada@acme.example>',
    });
  });

  test("keeps the usual address if it only has a name, and the usual name if it only has an address", async () => {
    await refresh();
    const named = await launchTo(marketer, 1, { fromName: "Ada, Acme" });
    await runUntil(world, named, "sent");
    expect(world.mail.mails.at(-1)?.from).toBe('"Ada, Acme" <hello@latchkey.example>');
    const addressed = await launchTo(marketer, 1, { fromAddress: "ada@acme.example" });
    await runUntil(world, addressed, "sent");
    expect(world.mail.mails.at(-1)?.from).toBe('"Latchkey" <ada@acme.example>');
  });
});

describe("a sender is refused when it is saved", () => {
  test.each([
    [
      "an address of a domain that is not verified",
      { fromAddress: "ada@pending.example" },
      "pending.example",
    ],
    ["an address of an unknown domain", { fromAddress: "ada@evil.example" }, "evil.example"],
    ["an address of a subdomain", { fromAddress: "ada@mail.acme.example" }, "mail.acme.example"],
    ["a text that is no address", { fromAddress: "ada" }, "not an email address"],
    ["a second address", { fromAddress: "x@evil.example,ada@acme.example" }, "not an email address"],
    ["a header in the name", { fromName: "Ada\r\nBcc: all@evil.example" }, "must be one line"],
    ["an address in the name", { fromName: "Ada <ada@evil.example>" }, "must be one line"],
    [
      "a header in the address",
      { fromAddress: "ada@acme.example\r\nBcc: x@evil.example" },
      "not an email address",
    ],
  ])("%s", async (_, draft, message) => {
    await refresh();
    await expect(draftFor(marketer, 0, draft)).rejects.toThrow(message);
  });

  test("an address of another domain than the usual one, until the provider was asked", async () => {
    await expect(draftFor(marketer, 0, ACME)).rejects.toThrow("acme.example");
    await expect(draftFor(marketer, 0, { fromAddress: "ada@latchkey.example" })).resolves.toEqual(
      expect.any(String),
    );
  });
});

describe("a domain that is no longer verified", () => {
  test("stops the launch", async () => {
    await refresh();
    const campaignId = await draftFor(marketer, 1, ACME);
    world.mail.domains = [];
    await runScheduled(world, 2 * MINUTE, { tick: MINUTE });
    await refresh();
    await expect(marketer.as.mutation(api.campaigns.launch, { campaignId })).rejects.toThrow("acme.example");
    await expect(
      marketer.as.action(api.campaignPreviews.sendTest, { campaignId, to: ["bob@example.com"] }),
    ).rejects.toThrow("acme.example");
  });

  test("pauses a launched campaign before its first mail, with the reason", async () => {
    await refresh();
    const campaignId = await draftFor(marketer, 1, ACME);
    world.mail.domains = [];
    await marketer.as.mutation(api.campaigns.launch, { campaignId });
    await runUntil(world, campaignId, "paused");
    expect((await campaignOf(world.t, campaignId)).pausedBecause).toContain("acme.example");
    expect(world.mail.mails).toHaveLength(0);
  });
});

test("the provider's error is stored together with the last answer", async () => {
  await refresh();
  await runScheduled(world, 2 * MINUTE, { tick: MINUTE });
  world.mail.failures = [{ status: 401, name: "restricted_api_key" }];
  await refresh();
  expect(await marketer.as.query(api.campaignSenders.domains, {})).toEqual({
    domains: ["latchkey.example", "acme.example"],
    error: "restricted_api_key",
  });
});

test("the provider is asked at most once a minute", async () => {
  await refresh();
  world.mail.domains = [];
  await refresh();
  expect((await marketer.as.query(api.campaignSenders.domains, {})).domains).toContain("acme.example");
});
