/** Rows that earlier versions wrote still work in an updated deployment. */
import { beforeEach, expect, test } from "@jest/globals";
import { internal } from "@/convex/_generated/api";
import { followLink, newBrowser } from "./support/browser";
import { ADMIN, signIn, tokenOf } from "./support/people";
import { type World, start } from "./support/world";
import { members } from "./support/tables";

let world: World;
beforeEach(async () => {
  world = await start();
});

test("an old link row with a role still grants it, and may hold a recipient's id", async () => {
  await signIn(world, ADMIN);
  const { url, linkId } = await world.t.mutation(internal.loginLinks.mint, { email: "eve@example.com" });
  await world.t.run(async ({ db }) => {
    const campaignId = await db.insert("campaigns", CAMPAIGN);
    const recipient = { campaignId, email: "eve@example.com", fields: {}, status: "sent" as const };
    const recipientId = await db.insert("recipients", recipient);
    // The current types do not have these fields.
    await db.patch("loginLinks", linkId, { grantsRole: "marketer", recipientId } as object);
  });
  const { attempt } = await newBrowser();
  expect(await followLink(world, tokenOf(url), { attempt })).toMatchObject({ ok: true });
  expect((await members(world.t)).at(-1)).toMatchObject({ email: "eve@example.com", role: "marketer" });
});

const CAMPAIGN = {
  name: "x",
  subject: "x",
  preheader: "",
  body: "x",
  buttonLabel: "x",
  next: "/dashboard",
  lifetimeDays: 1,
  status: "sent" as const,
  createdBy: "x",
  invitedBy: "x",
};
