/** If SITE_URL is not on this machine, settings from development are refused by the code that would use them. */
import { describe, expect, test } from "@jest/globals";
import { internal } from "@/convex/_generated/api";
import { ask, newBrowser } from "./support/browser";
import { campaignOf, launchTo, runUntil, signInAs } from "./support/campaigns";
import { type World, runScheduled, start } from "./support/world";
import { linkOf } from "./support/tables";

const ADA = "ada@example.com";
const HERE = "http://localhost:3000";
const MAILBOX = { RESEND_BASE_URL: "http://127.0.0.1:3025" };

const mint = ({ t }: World) => t.mutation(internal.loginLinks.mint, { email: ADA });

describe("BETTER_AUTH_SECRET of a developer's machine", () => {
  const BETTER_AUTH_SECRET = `local_${"x".repeat(43)}`;

  test("makes no link in production", async () => {
    const world = await start({ BETTER_AUTH_SECRET }, { hasSigningKey: false });
    await expect(mint(world)).rejects.toThrow(/^BETTER_AUTH_SECRET was made by `npm run dev`/);
  });

  test("makes links on that machine", async () => {
    const world = await start({ BETTER_AUTH_SECRET, SITE_URL: HERE }, { hasSigningKey: false });
    expect(await mint(world)).toMatchObject({ url: expect.stringContaining(HERE) });
  });
});

test("INTERNAL_PROXY_SECRET of a developer's machine signs no visitor in production", async () => {
  const world = await start({ INTERNAL_PROXY_SECRET: `local_${"x".repeat(43)}` });
  const asking = ask(world, ADA, await newBrowser());
  await expect(asking).rejects.toThrow(/^INTERNAL_PROXY_SECRET was made by/);
});

describe("the mailbox", () => {
  test("gets no mail from production", async () => {
    const world = await start(MAILBOX);
    await ask(world, ADA, await newBrowser());
    await runScheduled(world, 1_000);
    expect(world.mail.mails).toEqual([]);
    expect(await linkOf(world.t, ADA)).not.toHaveProperty("mailedAt");
  });

  test("gets mail from this machine", async () => {
    const world = await start({ ...MAILBOX, SITE_URL: HERE });
    await ask(world, ADA, await newBrowser());
    await runScheduled(world);
    expect(world.mail.lastTo(ADA).url).toMatch(HERE);
  });

  test("as the provider pauses a campaign in production before any link is made, and the page says why", async () => {
    const world = await start(MAILBOX);
    const marketer = await signInAs(world, "marketer");
    const campaignId = await launchTo(marketer, 3);
    await runUntil(world, campaignId, "paused");
    expect(await campaignOf(world.t, campaignId)).toMatchObject({
      pausedBecause: expect.stringMatching(/RESEND_BASE_URL is on this machine/),
    });
    expect(world.mail.mails).toEqual([]);
  });
});
