/** Invitations that were mailed and are not accepted yet: listing them, sending them again and revoking them. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { followLink, newBrowser } from "./support/browser";
import {
  campaignOf,
  expectCountersToFit,
  launchTo,
  recipientOf,
  runUntil,
  signInAs,
} from "./support/campaigns";
import { ADMIN, type Person, signIn, signInByMinting } from "./support/people";
import { advance, DAY, MINUTE, runScheduled, SECOND, start, type World } from "./support/world";

const ADA = "ada@example.com";
const GRACE = "grace@example.com";

let world: World;
let admin: Person;
beforeEach(async () => {
  world = await start();
  admin = await signIn(world, ADMIN);
});

type Source = "colleague" | "campaign";

const page = (source: Source, search = "") =>
  admin.as.query(api.invitations.list, { source, search, paginationOpts: { numItems: 50, cursor: null } });

const pending = async (source: Source, search = "") => (await page(source, search)).page;
const emails = async (source: Source, search = "") =>
  (await pending(source, search)).map(({ email }) => email);

async function onlyOne(source: Source) {
  const [one, ...others] = await pending(source);
  expect(others).toEqual([]);
  return one!;
}

const resend = (invitationId: Awaited<ReturnType<typeof onlyOne>>["id"]) =>
  admin.as.mutation(api.invitations.resend, { invitationId });
const revoke = (invitationId: Awaited<ReturnType<typeof onlyOne>>["id"]) =>
  admin.as.mutation(api.invitations.revoke, { invitationId });

const follow = async (token: string) => followLink(world, token, await newBrowser());
const mailsTo = (email: string) => world.mail.mails.filter(({ to }) => to === email);
const actionsAbout = async (subject: string) => {
  const paginationOpts = { numItems: 50, cursor: null };
  const { page } = await admin.as.query(api.audit.list, { subject, paginationOpts });
  return page.map(({ action }) => action);
};

describe("a colleague", () => {
  const invite = (email = ADA, role: "member" | "marketer" | "admin" = "marketer", name?: string) =>
    admin.as.mutation(api.people.invite, { email, role, ...(name && { name }) });

  async function invited(...args: Parameters<typeof invite>): Promise<string> {
    await invite(...args);
    await runScheduled(world);
    return world.mail.lastTo(args[0] ?? ADA).token;
  }

  test("is listed with role, name, inviter and the state of the mail, until they accept", async () => {
    await invite(ADA, "marketer", "Ada");
    expect(await onlyOne("colleague")).toMatchObject({ mail: "sending" });
    await runScheduled(world);
    expect(await onlyOne("colleague")).toMatchObject({
      ...{ email: ADA, name: "Ada", role: "marketer", invitedBy: ADMIN, mail: "sent", campaign: null },
    });
    await follow(world.mail.lastTo(ADA).token);
    expect(await pending("colleague")).toEqual([]);
  });

  test("is found by the beginning of the address", async () => {
    await invited(ADA);
    await invited(GRACE);
    expect(await emails("colleague", " GR")).toEqual([GRACE]);
    expect(await emails("colleague", "nobody")).toEqual([]);
  });

  test("who is a member already is listed only if invited to a higher role; sign-in links are not listed", async () => {
    await signInByMinting(world, ADA);
    await world.t.mutation(internal.loginLinks.mint, { email: ADA, deliver: true });
    await runScheduled(world);
    expect(await emails("colleague")).toEqual([]);
    await invited(ADA, "marketer");
    expect(await emails("colleague")).toEqual([ADA]);
  });

  test("an expired invitation stays in the list and can be sent again", async () => {
    const old = await invited();
    advance(8 * DAY);
    const { id, expiresAt } = await onlyOne("colleague");
    expect(expiresAt).toBeLessThan(Date.now());
    await prove();
    await resend(id);
    await runScheduled(world);
    const { token } = world.mail.lastTo(ADA);
    expect(await follow(old)).toMatchObject({ ok: false });
    expect(await follow(token)).toMatchObject({ ok: true, redirectTo: "/admin" });
  });

  describe("sent again", () => {
    test("the old link works until the new mail has been sent, then only the new one works", async () => {
      const old = await invited(ADA, "marketer", "Ada");
      const { id } = await onlyOne("colleague");
      await resend(id);
      expect(await onlyOne("colleague")).toMatchObject({ email: ADA, mail: "sending" });
      expect(await peek(old)).toMatchObject({ state: "ready" });
      await runScheduled(world);
      expect(await onlyOne("colleague")).toMatchObject({
        ...{ email: ADA, name: "Ada", role: "marketer", mail: "sent" },
      });
      expect(await follow(old)).toEqual({ ok: false, reason: "revoked" });
      expect(await follow(world.mail.lastTo(ADA).token)).toMatchObject({ ok: true });
      expect(mailsTo(ADA)).toHaveLength(2);
      expect(await actionsAbout(ADA)).toContain("invite.resent");
    });

    test("if the old link is used first, the new mail is not sent, and nothing is pending", async () => {
      const old = await invited();
      await resend((await onlyOne("colleague")).id);
      expect(await follow(old)).toMatchObject({ ok: true });
      await runScheduled(world);
      expect(mailsTo(ADA)).toHaveLength(1);
      expect(await pending("colleague")).toEqual([]);
    });

    test("the new link is over if the old one was used while the mail was being sent", async () => {
      const old = await invited();
      world.mail.failures.push("cut-after");
      await resend((await onlyOne("colleague")).id);
      await runScheduled(world, 300);
      expect(mailsTo(ADA)).toHaveLength(2);
      expect(await follow(old)).toMatchObject({ ok: true });
      expect(await follow(world.mail.lastTo(ADA).token)).toEqual({ ok: false, reason: "revoked" });
      await runScheduled(world, 5 * SECOND);
      expect(mailsTo(ADA)).toHaveLength(2);
      expect(await pending("colleague")).toEqual([]);
    });

    test("twice at once: the second time is refused, and one mail is sent", async () => {
      await invited();
      const { id } = await onlyOne("colleague");
      await resend(id);
      await expect(resend((await onlyOne("colleague")).id)).rejects.toThrow("still being sent");
      await runScheduled(world);
      expect(mailsTo(ADA)).toHaveLength(2);
      await expect(resend(id)).rejects.toThrow("revoked or sent again");
    });

    test("revoked before the new mail is sent: both links stop working, and no mail is sent", async () => {
      const old = await invited();
      await resend((await onlyOne("colleague")).id);
      await revoke((await onlyOne("colleague")).id);
      await runScheduled(world);
      expect(mailsTo(ADA)).toHaveLength(1);
      expect(await follow(old)).toEqual({ ok: false, reason: "revoked" });
      expect(await pending("colleague")).toEqual([]);
    });

    test("and invited anew: both links end at once", async () => {
      const old = await invited();
      await resend((await onlyOne("colleague")).id);
      await invite(ADA, "admin");
      expect(await peek(old)).toMatchObject({ state: "revoked" });
      await runScheduled(world);
      expect(mailsTo(ADA)).toHaveLength(2);
      expect(await onlyOne("colleague")).toMatchObject({ role: "admin" });
    });

    test("needs a fresh proof, because it grants a role", async () => {
      await invited();
      const { id } = await onlyOne("colleague");
      advance(61 * MINUTE);
      await expect(resend(id)).rejects.toThrow("Confirm that it is you");
    });

    test("at most five times a day", async () => {
      await invited();
      for (let i = 0; i < 5; i++) {
        await resend((await onlyOne("colleague")).id);
        await runScheduled(world);
      }
      await expect(resend((await onlyOne("colleague")).id)).rejects.toThrow("too many emails today");
      expect(mailsTo(ADA)).toHaveLength(6);
    });
  });

  describe("revoked", () => {
    test("the link ends at once, leaves the list, and the audit log records it", async () => {
      const token = await invited();
      const { id } = await onlyOne("colleague");
      expect(await revoke(id)).toEqual({ revoked: true });
      expect(await follow(token)).toEqual({ ok: false, reason: "revoked" });
      expect(await pending("colleague")).toEqual([]);
      expect(await revoke(id)).toEqual({ revoked: false });
      expect((await actionsAbout(ADA)).filter((action) => action === "invite.revoked")).toHaveLength(1);
    });

    test("a mail that is still queued is not sent", async () => {
      await invite();
      await revoke((await onlyOne("colleague")).id);
      await runScheduled(world);
      expect(mailsTo(ADA)).toEqual([]);
    });

    test("a link that was not mailed is no invitation", async () => {
      const { linkId } = await world.t.mutation(internal.loginLinks.mint, { email: ADA });
      await expect(revoke(linkId)).rejects.toThrow("This invitation no longer exists");
      await expect(resend(linkId)).rejects.toThrow("This invitation no longer exists");
      expect(await pending("colleague")).toEqual([]);
    });
  });

  const peek = (token: string) =>
    world.t.query(api.loginLinks.peek, { token, minute: Math.floor(Date.now() / MINUTE) });
});

/** Renews the proofs, as if the admin had just confirmed their identity. */
const prove = () =>
  world.t.run(async ({ db }) => {
    for (const { _id } of await db.query("proofs").collect())
      await db.patch("proofs", _id, { provenAt: Date.now() });
  });

describe("a guest of a campaign", () => {
  let campaignId: Awaited<ReturnType<typeof launchTo>>;
  beforeEach(async () => {
    const marketer = await signInAs(world, "marketer");
    const rows = [ADA, GRACE].map((email, line) => ({ line, email, fields: {} }));
    campaignId = await launchTo(marketer, rows);
    await runUntil(world, campaignId, "sent");
  });

  const guest = async (email = ADA) => (await pending("campaign", email))[0]!;
  const sentAgain = async () => {
    await runUntil(world, campaignId, "sending");
    await runUntil(world, campaignId, "sent");
  };

  test("is listed with the campaign, until they accept or join in another way", async () => {
    expect((await emails("campaign")).sort()).toEqual([ADA, GRACE]);
    expect(await guest()).toMatchObject({ campaign: { id: campaignId, name: "Spring" }, mail: "sent" });
    await follow(world.mail.lastTo(ADA).token);
    await signIn(world, GRACE);
    expect(await emails("campaign")).toEqual([]);
    expect(await emails("colleague")).toEqual([]);
  });

  test("sent again: the old link works until the new mail has been sent, and the counters stay right", async () => {
    const old = world.mail.lastTo(ADA).token;
    await resend((await guest()).id);
    expect(await guest()).toMatchObject({ mail: "sending" });
    await sentAgain();
    expect(await guest()).toMatchObject({ mail: "sent" });
    expect(mailsTo(ADA)).toHaveLength(2);
    expect(mailsTo(GRACE)).toHaveLength(1);
    expect(await follow(old)).toEqual({ ok: false, reason: "revoked" });
    expect(await follow(world.mail.lastTo(ADA).token)).toMatchObject({ ok: true });
    await runScheduled(world, SECOND);
    await expectCountersToFit(world.t, campaignId);
  });

  test("accepted with the old link while it is sent again: no second mail", async () => {
    const old = world.mail.lastTo(ADA).token;
    await resend((await guest()).id);
    expect(await follow(old)).toMatchObject({ ok: true });
    await sentAgain();
    expect(mailsTo(ADA)).toHaveLength(1);
    expect(await emails("campaign")).toEqual([GRACE]);
  });

  test("revoked: the link stops working at once, and the invitation cannot be sent again", async () => {
    const { id } = await guest();
    expect(await revoke(id)).toEqual({ revoked: true });
    expect(await follow(world.mail.lastTo(ADA).token)).toEqual({ ok: false, reason: "revoked" });
    expect(await emails("campaign")).toEqual([GRACE]);
    await expect(resend(id)).rejects.toThrow("This invitation was revoked");
  });

  test("revoked while it is queued again: no second mail is sent, and the first one still counts as sent", async () => {
    await resend((await guest()).id);
    await revoke((await guest()).id);
    await sentAgain();
    expect(mailsTo(ADA)).toHaveLength(1);
    expect(await recipientOf(world.t, campaignId, ADA)).toMatchObject({ status: "sent" });
    await expectCountersToFit(world.t, campaignId);
  });

  test.each(["paused", "cancelled"] as const)("of a %s campaign is not sent again", async (status) => {
    await world.t.run(({ db }) => db.patch("campaigns", campaignId, { status }));
    await expect(resend((await guest()).id)).rejects.toThrow(status);
    expect((await campaignOf(world.t, campaignId)).status).toBe(status);
  });

  test("who has unsubscribed is not mailed again", async () => {
    const addedBy = { kind: "backend" } as const;
    await world.t.run(({ db }) => db.insert("suppressions", { email: ADA, reason: "unsubscribed", addedBy }));
    await expect(resend((await guest()).id)).rejects.toThrow("suppressed");
  });
});

test("a guest whose invite is revoked between claim and sending gets no mail", async () => {
  world = await start({ RESEND_REQUESTS_PER_SECOND: "0.2" });
  admin = await signIn(world, ADMIN);
  const marketer = await signInAs(world, "marketer");
  const rows = Array.from({ length: 200 }, (_, line) => ({
    line,
    email: `guest${String(line).padStart(3, "0")}@example.com`,
    fields: {},
  }));
  const campaignId = await launchTo(marketer, rows);
  await runScheduled(world, 2 * SECOND);
  const [claimed] = await pending("campaign", "guest150@example.com");
  expect(claimed).toMatchObject({ mail: "sending" });
  await revoke(claimed!.id);
  await runUntil(world, campaignId, "sent");
  expect(mailsTo("guest150@example.com")).toEqual([]);
  expect(await recipientOf(world.t, campaignId, "guest150@example.com")).toMatchObject({
    status: "withdrawn",
  });
  await expectCountersToFit(world.t, campaignId);
});
