/** The mail before it is sent: as a recipient would see it, and in the marketer's own mailbox. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import { followLink, newBrowser } from "./support/browser";
import {
  type CampaignId,
  draftFor,
  recipientRows,
  recipientsOf,
  runUntil,
  signInAs,
} from "./support/campaigns";
import { requests } from "./support/mail";
import type { Person } from "./support/people";
import { DAY, advance, type World, start, whilePumping } from "./support/world";
import { auditEvents, links } from "./support/tables";

const ME = "me@example.com";

let world: World;
let marketer: Person;
let campaignId: CampaignId;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
  campaignId = await draftFor(marketer, recipientRows(2), { body: "Hello {{firstName}} of {{street}}" });
});

const render = (recipientId?: Id<"recipients">) =>
  whilePumping(marketer.as.action(api.campaignPreviews.render, { campaignId, recipientId }));
const sendTest = (to: string[], recipientId?: Id<"recipients">) =>
  whilePumping(marketer.as.action(api.campaignPreviews.sendTest, { campaignId, to, recipientId }));

describe("a preview", () => {
  test("shows the mail of the first recipient, or of the chosen one, and lists the variables without a value", async () => {
    const [, second] = await recipientsOf(world.t, campaignId);
    expect(await render()).toMatchObject({
      subject: "Come in, Reader0",
      shownAs: "reader000@example.com",
      missing: ["street"],
    });
    const chosen = await render(second!._id);
    expect(chosen).toMatchObject({ subject: "Come in, Reader1", shownAs: "reader001@example.com" });
    expect(chosen.text).toContain("Hello Reader1 of");
    expect(chosen.html).toContain("1 Key Street");
  });

  test("of an automatic reminder shows its text as the chosen recipient will get it, also after the launch", async () => {
    await marketer.as.mutation(api.campaigns.launch, { campaignId });
    await runUntil(world, campaignId, "sent");
    const [, second] = await recipientsOf(world.t, campaignId);
    const texts = {
      subject: "Still there, {{firstName}}?",
      preheader: "",
      body: "From {{city}}",
      buttonLabel: "Go",
    };
    const shown = await whilePumping(
      marketer.as.action(api.campaignPreviews.render, {
        ...{ campaignId, recipientId: second!._id, texts, isReminder: true },
      }),
    );
    expect(shown).toMatchObject({ subject: "Still there, Reader1?", missing: ["city"] });
    expect(shown.html).not.toContain("Hello");
  });

  test("of text that is being typed shows that text, even if it is not saved", async () => {
    const texts = { subject: "Typed", preheader: "", body: "**Not saved**", buttonLabel: "Go" };
    const renderTyped = (body = texts.body) =>
      whilePumping(
        marketer.as.action(api.campaignPreviews.render, { campaignId, texts: { ...texts, body } }),
      );
    const shown = await renderTyped();
    expect(shown.subject).toBe("Typed");
    expect(shown.html).toContain("<strong>Not saved</strong>");
    expect((await render()).html).not.toContain("Not saved");
    await expect(renderTyped("x".repeat(50_001))).rejects.toThrow("Shorten the message");
    await marketer.as.mutation(api.campaigns.launch, { campaignId });
    await runUntil(world, campaignId, "sent");
    expect((await renderTyped()).html).not.toContain("Not saved");
  });

  test("of a draft without an audience shows an invented recipient", async () => {
    campaignId = await draftFor(marketer, 0);
    expect(await render()).toMatchObject({ subject: "Come in, Ada", isExample: true });
  });

  test("shows no recipient of another campaign", async () => {
    const other = await draftFor(marketer, recipientRows(1, 77));
    const [stranger] = await recipientsOf(world.t, other);
    expect((await render(stranger!._id)).shownAs).not.toBe("reader077@example.com");
  });

  test("contains what an inbox shows: the preheader, or else the first words", async () => {
    expect((await render()).inboxLine).toBe("A door is open");
    const draft = { preheader: " ", body: "Hi {{firstName|there}},\n\n[look](https://x.example) at this" };
    await marketer.as.mutation(api.campaigns.update, { campaignId, draft });
    expect((await render()).inboxLine).toMatch(/^Latchkey Hi Reader0, look at this/);
  });

  test("of a sent campaign shows the mail that was sent to any of its recipients, with links that do not work", async () => {
    await marketer.as.mutation(api.campaigns.launch, { campaignId });
    await runUntil(world, campaignId, "sent");
    const [, second] = await recipientsOf(world.t, campaignId);
    const sent = world.mail.lastTo("reader001@example.com");
    const shown = await render(second!._id);
    expect(shown.subject).toBe(sent.subject);
    expect(shown.html).not.toContain(sent.token);
    expect(withoutAddresses(shown.html)).toBe(withoutAddresses(sent.html));
    expect(withoutAddresses(shown.text)).toBe(withoutAddresses(sent.text));
  });

  test("of a sent campaign stays the same when the template changes", async () => {
    await marketer.as.mutation(api.campaigns.launch, { campaignId });
    await runUntil(world, campaignId, "sent");
    const kept = { subject: ["As it was"], html: ["<p>As it was</p>"], text: ["As it was"] };
    await world.t.run(async ({ db }) => {
      const row = await db.query("campaignTemplates").first();
      await db.patch("campaignTemplates", row!._id, { template: JSON.stringify(kept) });
    });
    expect(await render()).toMatchObject({ subject: "As it was", html: "<p>As it was</p>" });
  });

  test("of a scheduled campaign shows the mail that will be sent", async () => {
    await marketer.as.mutation(api.campaigns.launch, { campaignId, at: Date.now() + DAY });
    expect(await render()).toMatchObject({ subject: "Come in, Reader0", isExample: false });
  });

  test("makes no link, and mails nothing", async () => {
    const before = await links(world.t);
    await render();
    expect(await links(world.t)).toEqual(before);
    expect(world.mail.mails).toEqual([]);
  });
});

/** Removes all URLs, because a sent mail has the recipient's own links and a preview has links that do not work. */
const withoutAddresses = (mail: string) => mail.replace(/https?:\/\/[^\s"<]+/g, "");

describe("a test mail", () => {
  test("is sent to each address once, in one request, marked as a test, each with its own working link", async () => {
    const sent = await sendTest([ME, " ME@Example.com", "you@example.com"]);
    expect(sent).toEqual({ sent: [ME, "you@example.com"], failed: [] });
    expect(await requests()).toHaveLength(1);
    const [mine, yours] = [world.mail.lastTo(ME), world.mail.lastTo("you@example.com")];
    expect(mine.subject).toBe("[Test] Come in, Reader0");
    for (const body of [mine.html, mine.text]) {
      expect(body).toContain(ME);
      expect(body).not.toContain("reader000@example.com");
    }
    expect(mine.token).not.toBe(yours.token);
    const result = await followLink(world, mine.token, await newBrowser());
    expect(result).toMatchObject({ ok: true, redirectTo: "/dashboard?welcome" });
    expect((await recipientsOf(world.t, campaignId)).every(({ status }) => status === "queued")).toBe(true);
  });

  test("gives the reason for each address that the provider refused", async () => {
    world.mail.refused.add("bad@example.com");
    expect(await sendTest([ME, "bad@example.com"])).toEqual({
      sent: [ME],
      failed: [{ email: "bad@example.com", error: "Invalid `to` field." }],
    });
  });

  test("has a working unsubscribe link, like the real mail, and the postal address", async () => {
    await sendTest([ME]);
    const { headers, html, text } = world.mail.lastTo(ME);
    expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    for (const body of [html, text]) expect(body).toContain("1 Key Street");
    const url = new URL(headers["List-Unsubscribe"]!.slice(1, -1));
    expect(url.pathname).toBe("/unsubscribe/one-click");
    expect(text).toContain(url.search);
    const link = { recipient: url.searchParams.get("r")!, signature: url.searchParams.get("s")! };
    expect(await world.t.query(api.unsubscribes.peek, link)).toMatchObject({
      maskedEmail: "m•••@example.com",
    });
    expect(await world.t.mutation(api.unsubscribes.confirm, link)).toEqual({ ok: true });
    expect(await sendTest([ME])).toMatchObject({ sent: [], failed: [{ email: ME }] });
    expect(await world.t.mutation(api.unsubscribes.undo, link)).toEqual({ ok: true });
    expect(await sendTest([ME])).toMatchObject({ sent: [ME] });
  });

  test("to one address cannot unsubscribe another", async () => {
    await sendTest([ME]);
    const url = new URL(world.mail.lastTo(ME).headers["List-Unsubscribe"]!.slice(1, -1));
    const forged = { recipient: "you@example.com", signature: url.searchParams.get("s")! };
    expect(await world.t.query(api.unsubscribes.peek, forged)).toBeNull();
    expect(await world.t.mutation(api.unsubscribes.confirm, forged)).toEqual({ ok: false });
  });

  test("is refused without a postal address", async () => {
    world = await start({ POSTAL_ADDRESS: "" });
    marketer = await signInAs(world, "marketer");
    campaignId = await draftFor(marketer, 1);
    await expect(sendTest([ME])).rejects.toThrow("postal address");
    expect(await requests()).toHaveLength(0);
  });

  test("is limited to fifty addresses a day for each marketer; skipped addresses do not count", async () => {
    await marketer.as.mutation(api.suppressions.add, { emails: [ME], note: "asked" });
    for (let i = 0; i < 10; i++) await sendTest([ME, ...addresses(5 * i, 4)]);
    for (let i = 10; i < 12; i++) await sendTest(addresses(5 * i, 5));
    const { sent, failed } = await sendTest(["last@example.com"]);
    expect([sent, failed]).toEqual([
      [],
      [
        {
          email: "last@example.com",
          error: expect.stringContaining("as many tests as are allowed in one day"),
        },
      ],
    ]);
    expect(world.mail.mails).toHaveLength(50);
    marketer = await signInAs(world, "marketer", "another@example.com");
    expect(await sendTest([ME.replace("me", "they")])).toMatchObject({ failed: [] });
    advance(DAY);
    expect(await sendTest(["last@example.com"])).toMatchObject({ failed: [] });
  });

  const addresses = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => `tester${from + i}@example.com`);

  test("is not sent to an address that is suppressed", async () => {
    await marketer.as.mutation(api.suppressions.add, { emails: [ME], note: "asked" });
    expect(await sendTest([ME])).toMatchObject({ sent: [], failed: [{ email: ME }] });
    expect(await requests()).toHaveLength(0);
  });

  test("says so if the provider accepts none of it", async () => {
    world.mail.failures.push({ status: 401, name: "invalid_api_key" });
    expect(await sendTest([ME])).toMatchObject({
      sent: [],
      failed: [{ email: ME, error: expect.stringContaining("invalid_api_key") }],
    });
  });

  test.each([[[]], [["nobody"]], [Array.from({ length: 6 }, (_, i) => `me${i}@example.com`)]])(
    "is refused for %j",
    async (to) => {
      await expect(sendTest(to)).rejects.toThrow(/invalid/);
      expect(await requests()).toHaveLength(0);
    },
  );

  test("is audited with its addresses, and without a link", async () => {
    await sendTest([ME]);
    const [event] = await auditEvents(world.t, "campaign.tested");
    expect(event).toMatchObject({ actorName: "marketer@example.com", details: { to: ME } });
    expect(JSON.stringify(event)).not.toContain(world.mail.lastTo(ME).token);
  });
});
