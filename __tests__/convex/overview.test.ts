/**
 * The admins' overview: sign-ins by day, mail by receiving domain, what needs attention, and the mail provider's state.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { audit } from "@/convex/model/audit";
import { reportMails } from "@/convex/model/mailReports";
import { launchTo, recipientOf, runUntil, signInAs } from "./support/campaigns";
import { ADMIN, type Person, signIn, signInByMinting } from "./support/people";
import { tell, tellOf } from "./support/webhooks";
import { advance, DAY, MINUTE, runScheduled, SECOND, start, type World } from "./support/world";

const ADA = "ada@example.com";

let world: World;
let admin: Person;
beforeEach(async () => {
  world = await start();
  admin = await signIn(world, ADMIN);
});

const today = () => Math.floor(Date.now() / DAY);

describe("sign-ins by day", () => {
  const days = () => admin.as.query(api.overview.signIns, { today: today() });
  const lastDay = async () => (await days()).at(-1);
  const count = () => world.t.mutation(internal.model.overview.signIns.count, {});

  test("are shown at once, and do not change when they are counted, even twice", async () => {
    await signInByMinting(world, ADA);
    await signInByMinting(world, ADA);
    const expected = { day: today(), links: 3, passkeys: 0, newAccounts: 2 };
    expect(await lastDay()).toEqual(expected);
    advance(2 * MINUTE);
    for (let i = 0; i < 3; i++) {
      await count();
      expect(await lastDay()).toEqual(expected);
    }
    await signInByMinting(world, "grace@example.com");
    expect(await lastDay()).toEqual({ ...expected, links: 4, newAccounts: 3 });
  });

  test("cover thirty days, including empty ones, by link and by passkey", async () => {
    advance(2 * DAY);
    const actor = { kind: "user", userId: admin.userId, email: ADMIN } as const;
    await world.t.run((ctx) => audit(ctx, "passkey.used", { actor, subject: ADMIN }));
    const all = await days();
    expect(all).toHaveLength(30);
    expect(all.slice(-3).map(({ links, passkeys }) => [links, passkeys])).toEqual([
      [1, 0],
      [0, 0],
      [0, 1],
    ]);
    expect(all.slice(0, -3).every(({ links }) => links === 0)).toBe(true);
  });

  test("are all counted, in any number", async () => {
    const actor = { kind: "user", userId: "x", email: ADA } as const;
    await world.t.run(async (ctx) => {
      for (let i = 0; i < 1_200; i++) await audit(ctx, "link.exchanged", { actor, subject: ADA });
    });
    advance(2 * MINUTE);
    await count();
    await runScheduled(world);
    expect(await lastDay()).toMatchObject({ links: 1_201 });
  });
});

describe("mail by receiving domain", () => {
  const count = async () => {
    advance(6 * SECOND);
    await world.t.mutation(internal.model.overview.mailCounts.count, {});
    await runScheduled(world);
  };
  const domains = async (order: "sent" | "problems" = "sent") => {
    await count();
    const { page } = await admin.as.query(api.overview.mailDomains, {
      order,
      paginationOpts: { numItems: 50, cursor: null },
    });
    return page.map(({ id: _, ...rest }) => rest);
  };
  const NONE = { sent: 0, delivered: 0, bounced: 0, complained: 0, blocked: 0 };

  test("counts sign-in mails and their events, each once even if it is reported twice", async () => {
    await signIn(world, "ada@gmail.example");
    const mail = world.mail.lastTo("ada@gmail.example");
    const link_id = mail.tags.find(({ name }) => name === "link_id")!.value;
    const event = { type: "email.delivered", at: Date.now(), id: "msg_1", tags: { link_id } };
    for (let i = 0; i < 3; i++) await tellOf(world, event);
    await tellOf(world, { ...event, type: "email.complained", id: "msg_2" });
    const counted = [
      { domain: "gmail.example", ...NONE, sent: 1, delivered: 1, complained: 1 },
      { domain: "example.com", ...NONE, sent: 1 },
    ];
    expect(await domains()).toEqual(counted);
    await tellOf(world, event);
    expect(await domains()).toEqual(counted);
  });

  test("counts a campaign's mails and their events", async () => {
    const marketer = await signInAs(world, "marketer");
    const rows = ["a@one.example", "b@one.example", "c@two.example"].map((email, line) => ({
      line,
      email,
      fields: {},
    }));
    const campaignId = await launchTo(marketer, rows);
    await runUntil(world, campaignId, "sent");
    const { _id: recipientId } = await recipientOf(world.t, campaignId, "a@one.example");
    const bounced = { type: "email.bounced", recipientId, at: Date.now() };
    await tell(world, bounced);
    await tell(world, bounced);
    await runScheduled(world, 2 * SECOND);
    expect(await domains()).toEqual([
      { domain: "one.example", ...NONE, sent: 2, bounced: 1 },
      expect.objectContaining({ sent: 1 }),
      expect.objectContaining({ sent: 1 }),
    ]);
    expect((await domains("problems")).map(({ domain }) => domain)).toEqual(["one.example"]);
  });

  test("deletes a day after thirty days, and keeps later ones", async () => {
    const report = (domain: string) =>
      world.t.run((ctx) => reportMails(ctx, [{ email: `x@${domain}`, outcome: "sent" }]));
    await report("old.example");
    await report("both.example");
    await count();
    advance(29 * DAY);
    await report("both.example");
    await count();
    await world.t.mutation(internal.model.overview.mailCounts.forget, {});
    expect((await domains()).map(({ domain, sent }) => [domain, sent])).toContainEqual(["both.example", 2]);
    advance(DAY);
    await world.t.mutation(internal.model.overview.mailCounts.forget, {});
    expect((await domains()).map(({ domain, sent }) => [domain, sent])).toEqual([["both.example", 1]]);
  });

  test("counts a campaign that goes to thousands of domains", async () => {
    for (let batch = 0; batch < 12; batch++)
      await world.t.run((ctx) =>
        reportMails(
          ctx,
          Array.from({ length: 100 }, (_, i) => ({ email: `x@d${batch}-${i}.example`, outcome: "sent" })),
        ),
      );
    await count();
    await runScheduled(world, 2 * SECOND);
    const rows = await world.t.run(({ db }) => db.query("mailDomains").collect());
    expect(rows.length).toBeGreaterThanOrEqual(1_200);
  });
});

describe("what needs attention", () => {
  const state = () => admin.as.query(api.overview.state, {});

  test("lists a campaign that stopped by itself, with the reason, until somebody resumes it", async () => {
    const marketer = await signInAs(world, "marketer");
    world.mail.failures.push({ status: 401, name: "invalid_api_key" });
    const campaignId = await launchTo(marketer, 1);
    await runUntil(world, campaignId, "paused");
    const { stopped, provider } = await state();
    expect(stopped).toMatchObject([{ id: campaignId, name: "Spring", status: "paused" }]);
    expect(stopped[0]!.because).toContain("API key");
    expect(provider.refusal?.message).toContain("API key");
    await marketer.as.mutation(api.campaigns.resume, { campaignId });
    await runUntil(world, campaignId, "sent");
    expect(await state()).toMatchObject({ stopped: [], provider: { refusal: null } });
  });

  test("does not list a campaign that a person paused", async () => {
    const marketer = await signInAs(world, "marketer");
    const campaignId = await launchTo(marketer, 1);
    await marketer.as.mutation(api.campaigns.pause, { campaignId });
    expect((await state()).stopped).toEqual([]);
  });

  test("does not list a stopped campaign that was cancelled, by this version or an earlier one", async () => {
    const marketer = await signInAs(world, "marketer");
    const campaignId = await launchTo(marketer, 1);
    const left = { pausedBecause: "Too many bounces.", unscheduledBecause: "Its author left." };
    await world.t.run(({ db }) => db.patch("campaigns", campaignId, { status: "cancelled", ...left }));
    expect((await state()).stopped).toEqual([]);
  });

  test("lists a campaign whose schedule ended because its author lost the role", async () => {
    const marketer = await signInAs(world, "marketer");
    const campaignId = await launchTo(marketer, 1);
    await world.t.run(({ db }) =>
      db.patch("campaigns", campaignId, { status: "draft", unscheduledBecause: "Its author left." }),
    );
    expect((await state()).stopped).toMatchObject([{ status: "draft", because: "Its author left." }]);
  });

  test("reports that the provider refuses sign-in mail until it accepts one again, before and after counting", async () => {
    world.mail.failures.push({ status: 403, name: "validation_error" });
    await world.t.mutation(internal.loginLinks.mint, { email: ADA, deliver: true });
    await runScheduled(world);
    expect((await state()).provider.refusal?.message).toContain("sender's domain is not verified");
    advance(6 * SECOND);
    await world.t.mutation(internal.model.overview.mailCounts.count, {});
    expect((await state()).provider.refusal).not.toBeNull();
    await world.t.mutation(internal.loginLinks.mint, { email: ADA, deliver: true });
    await runScheduled(world);
    expect((await state()).provider.refusal).toBeNull();
  });

  test("records on its link that the provider refused a mail for good", async () => {
    world.mail.failures.push({ status: 403, name: "validation_error" });
    await admin.as.mutation(api.people.invite, { email: ADA, role: "member" });
    await runScheduled(world);
    const { page } = await admin.as.query(api.invitations.list, {
      source: "colleague",
      paginationOpts: { numItems: 5, cursor: null },
    });
    expect(page).toMatchObject([{ email: ADA, mail: "failed" }]);
  });

  test("says whether the webhook is set up, and when the last event came", async () => {
    expect((await state()).provider).toMatchObject({ hasWebhookSecret: true, eventAt: null });
    await signIn(world, ADA);
    const link_id = world.mail.lastTo(ADA).tags[0]!.value;
    await tellOf(world, { type: "email.opened", at: Date.now(), tags: { link_id } });
    const { eventAt, unheardSince } = (await state()).provider;
    expect(eventAt).toBeGreaterThan(0);
    expect(unheardSince).toBeNull();
  });

  test("says since when mails were accepted without any event, before and after counting", async () => {
    const first = (await state()).provider.unheardSince;
    expect(first).not.toBeNull();
    advance(MINUTE);
    await world.t.mutation(internal.model.overview.mailCounts.count, {});
    await signIn(world, ADA);
    expect((await state()).provider.unheardSince).toBe(first);
  });
});

test("a deployment without the webhook's secret says so", async () => {
  world = await start({ RESEND_WEBHOOK_SECRET: "" });
  admin = await signIn(world, ADMIN);
  expect((await admin.as.query(api.overview.state, {})).provider).toMatchObject({ hasWebhookSecret: false });
});
