/** A campaign's mail, from launch to the last recipient. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { followLink, newBrowser } from "./support/browser";
import {
  batchesOf,
  campaignOf,
  type CampaignId,
  expectCountersToFit,
  launchTo,
  recipientRows,
  recipientsOf,
  runUntil,
  signInAs,
} from "./support/campaigns";
import { type Mail, requests } from "./support/mail";
import type { Person } from "./support/people";
import { type World, start } from "./support/world";

const AUDIENCE = 250;

let world: World;
let marketer: Person;
let campaignId: CampaignId;
let mails: Mail[];

beforeAll(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
  campaignId = await launchTo(marketer, AUDIENCE, { replyTo: "team@example.com" });
  await runUntil(world, campaignId, "sent");
  ({ mails } = world.mail);
});

describe("250 recipients", () => {
  test("get one mail each, sent in three requests", async () => {
    expect(mails.map(({ to }) => to).sort()).toEqual(recipientRows(AUDIENCE).map(({ email }) => email));
    const batches = await batchesOf(world.t, campaignId);
    expect(batches).toHaveLength(3);
    const sent = await requests();
    expect(sent.map(({ path, key }) => [path, key]).sort()).toEqual(
      batches.map(({ _id }) => ["/emails/batch", _id]).sort(),
    );
    expect(sent.map(({ body }) => (JSON.parse(body) as unknown[]).length).sort()).toEqual([100, 100, 50]);
  });

  test("are marked as sent, each with the provider's id, and counted", async () => {
    const recipients = await recipientsOf(world.t, campaignId);
    expect(new Set(recipients.map(({ status }) => status))).toEqual(new Set(["sent"]));
    expect(new Set(recipients.map(({ providerId }) => providerId)).size).toBe(AUDIENCE);
    expect(recipients.every(({ sentAt, error }) => sentAt !== undefined && error === undefined)).toBe(true);
    await expectCountersToFit(world.t, campaignId);
    const { counts } = (await marketer.as.query(api.campaigns.get, { campaignId }))!;
    expect(counts).toMatchObject({ recipients: AUDIENCE, sent: AUDIENCE });
    expect(counts).not.toHaveProperty("failed");
  });
});

test("the campaign records when it began and ended, and the mail was rendered once", async () => {
  const campaign = await campaignOf(world.t, campaignId);
  expect(campaign.finishedAt).toBeGreaterThan(campaign.launchedAt!);
  const templates = await world.t.run(({ db }) => db.query("campaignTemplates").collect());
  expect(templates).toHaveLength(1);
});

describe("each mail", () => {
  test("is filled with the values of its recipient", () => {
    const { subject, html, text } = world.mail.lastTo("reader007@example.com");
    expect(subject).toBe("Come in, Reader7");
    for (const part of [html, text]) {
      expect(part).toContain("Hello Reader7 of Company 7");
      expect(part).not.toContain("{{");
      expect(part).toContain("1 Key Street");
    }
  });

  test("has a link of its own, in the HTML and in the text", () => {
    expect(new Set(mails.map(({ token }) => token)).size).toBe(AUDIENCE);
    for (const { token, html } of mails) expect(html).toContain(`token=${token}`);
  });

  test("lets its recipient unsubscribe with one click, and on a page that its text links to", () => {
    const urls = mails.map(({ headers, text }) => {
      expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
      const [, url = ""] = /^<(https:\/\/latchkey\.example\/unsubscribe\/one-click\?r=[^>]+)>$/.exec(
        headers["List-Unsubscribe"]!,
      )!;
      expect(text).toContain(url.replace("/one-click", ""));
      return url;
    });
    expect(new Set(urls).size).toBe(AUDIENCE);
  });

  test("carries a tag that names its recipient to the webhook, and the marketer's reply address", async () => {
    const byEmail = new Map((await recipientsOf(world.t, campaignId)).map(({ email, _id }) => [email, _id]));
    for (const { to, tags, replyTo } of mails) {
      expect(tags).toEqual([{ name: "recipient_id", value: byEmail.get(to) }]);
      expect(replyTo).toBe("team@example.com");
    }
  });

  test("signs in its recipient, and nobody else", async () => {
    for (const email of ["reader000@example.com", "reader249@example.com"]) {
      const result = await followLink(world, world.mail.lastTo(email).token, await newBrowser());
      expect(result).toMatchObject({ ok: true, isNewUser: true, redirectTo: "/dashboard?welcome" });
      const recipients = await recipientsOf(world.t, campaignId);
      expect(recipients.find((one) => one.email === email)?.acceptedAt).toBeDefined();
    }
  });
});
