/** The last sign-ins of an account, which its dashboard shows. */
import { beforeEach, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { audit } from "@/convex/model/audit";
import { launchTo, runUntil, signInAs } from "./support/campaigns";
import { followLink, newBrowser } from "./support/browser";
import { type Person, personOf, signIn, signInByMinting } from "./support/people";
import { MINUTE, advance, type World, start } from "./support/world";

const ADA = "ada@example.com";

let world: World;
beforeEach(async () => {
  world = await start();
});

const signInsOf = ({ as }: Person) => as.query(api.account.signIns, {});

test("every sign-in is listed, newest first, and stays listed when its session ends", async () => {
  const first = await signInByMinting(world, ADA);
  advance(MINUTE);
  const second = await signInByMinting(world, ADA);
  await second.as.mutation(api.sessions.revoke, { sessionId: first.sessionId });
  const all = await signInsOf(second);
  expect(all.map(({ how }) => how)).toEqual(["link", "link"]);
  expect(all[0]!.at - all[1]!.at).toBeGreaterThan(MINUTE / 2);
});

test("the newest five sign-ins are listed, by link and by passkey", async () => {
  const ada = await signInByMinting(world, ADA);
  for (let i = 0; i < 6; i++) await used(i % 2 === 0 ? "passkey.used" : "link.exchanged", ada);
  const all = await signInsOf(ada);
  expect(all.map(({ how }) => how)).toEqual(["link", "passkey", "link", "passkey", "link"]);
});

/** Writes the audit row of a sign-in, a minute later, without an actual sign-in. */
async function used(action: "passkey.used" | "link.exchanged", { userId, email }: Person) {
  advance(MINUTE);
  const actor = { kind: "user", userId, email } as const;
  await world.t.run((ctx) => audit(ctx, action, { actor, subject: email }));
}

test("an accepted invitation is labelled as one", async () => {
  const marketer = await signInAs(world, "marketer");
  const campaignId = await launchTo(marketer, [{ line: 1, email: ADA, fields: {} }]);
  await runUntil(world, campaignId, "sent");
  const browser = await newBrowser();
  const exchanged = await followLink(world, world.mail.lastTo(ADA).token, browser);
  if (!exchanged.ok) throw new Error(exchanged.reason);
  expect(await signInsOf(personOf(world, exchanged.setCookies, browser))).toMatchObject([
    { how: "invitation" },
  ]);
});

test("other people's sign-ins, refusals and other events are not listed", async () => {
  const ada = await signIn(world, ADA);
  await signIn(world, "grace@example.com");
  await ada.as.mutation(api.account.noteDownload, {});
  expect(await signInsOf(ada)).toHaveLength(1);
});
