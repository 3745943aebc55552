/**
 * A preview deployment may contain real addresses. It sends mail only to the addresses on its allow-list and to
 * Resend's test addresses. For every other mail, it records why the mail was not sent.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { ask, newBrowser } from "./support/browser";
import {
  draftFor,
  expectMailedOnceWhoIsSent,
  launchTo,
  recipientsOf,
  runUntil,
  signInAs,
} from "./support/campaigns";
import { type World, runScheduled, start, whilePumping } from "./support/world";
import { auditEvents, linkOf } from "./support/tables";

const WHY = /^This deployment sends only to the addresses in MAIL_ALLOW_LIST/;

let world: World;
beforeEach(async () => {
  world = await start({ MAIL_ALLOW_LIST: "Ada@Example.com, example.org" });
});

const mailed = () => world.mail.mails.map(({ to }) => to);

async function askFor(email: string) {
  await ask(world, email, await newBrowser());
  await runScheduled(world);
}

describe("a sign-in link", () => {
  test.each(["ada@example.com", "anybody@example.org", "delivered@resend.dev", "delivered+x@resend.dev"])(
    "is mailed to %s",
    async (email) => {
      await askFor(email);
      expect(mailed()).toEqual([email]);
    },
  );

  test.each([
    "bob@example.com",
    "ada@example.com.evil.example",
    "x@sub.example.org",
    "bounced@resend.dev",
    "undelivered@resend.dev",
    "example.org@evil.example",
  ])("is not mailed to %s, and admins can see why", async (email) => {
    await askFor(email);
    expect(mailed()).toEqual([]);
    const link = await linkOf(world.t, email);
    expect(link.notMailedBecause).toMatch(WHY);
    expect(link).not.toHaveProperty("mailedAt");
    expect(await auditEvents(world.t, "link.notMailed")).toMatchObject([
      { subject: email, details: { linkId: link._id, why: expect.stringMatching(WHY) } },
    ]);
  });

  test("that backend code mails is also checked against the list", async () => {
    await world.t.mutation(internal.loginLinks.mint, { email: "bob@example.com", deliver: true });
    await runScheduled(world);
    expect(mailed()).toEqual([]);
    expect((await linkOf(world.t, "bob@example.com")).notMailedBecause).toMatch(WHY);
  });
});

describe("a campaign", () => {
  const ROWS = ["ada@example.com", "bob@example.com", "eve@example.org"].map((email, index) => ({
    line: index + 1,
    email,
    fields: {},
  }));

  test("mails the recipients on the list; the others are marked as failed, with the reason", async () => {
    const marketer = await signInAs(world, "marketer");
    const campaignId = await launchTo(marketer, ROWS);
    await runUntil(world, campaignId, "sent");
    expect(mailed().sort()).toEqual(["ada@example.com", "eve@example.org"]);
    const bob = (await recipientsOf(world.t, campaignId)).find(({ email }) => email === "bob@example.com");
    expect(bob).toMatchObject({ status: "failed", error: expect.stringMatching(WHY) });
    await expectMailedOnceWhoIsSent(world, campaignId);
  });

  test("sends test mails only to addresses on the list", async () => {
    const marketer = await signInAs(world, "marketer");
    const campaignId = await draftFor(marketer, 1);
    const to = ["ada@example.com", "bob@example.com"];
    const sending = marketer.as.action(api.campaignPreviews.sendTest, { campaignId, to });
    const { sent, failed } = await whilePumping(sending);
    expect(sent).toEqual(["ada@example.com"]);
    expect(failed).toEqual([{ email: "bob@example.com", error: expect.stringMatching(WHY) }]);
    expect(mailed()).toEqual(["ada@example.com"]);
  });
});

test("without a list, everybody is mailed", async () => {
  delete process.env.MAIL_ALLOW_LIST;
  await askFor("bob@example.com");
  expect(mailed()).toEqual(["bob@example.com"]);
});
