/** The last sign-ins of an account, which its dashboard shows. */
import { beforeEach, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { audit } from "@/convex/model/audit";
import { launchTo, settleUntil, signInAs } from "./support/campaigns";
import { followLink, newBrowser } from "./support/browser";
import { type Person, personOf, signIn, signInByMinting } from "./support/people";
import { MINUTE, pass, type Scene, start } from "./support/scene";

const ADA = "ada@example.com";

let scene: Scene;
beforeEach(async () => {
  scene = await start();
});

const signInsOf = ({ as }: Person) => as.query(api.account.signIns, {});

test("each sign-in is there, newest first, and stays when its session ends", async () => {
  const first = await signInByMinting(scene, ADA);
  pass(MINUTE);
  const second = await signInByMinting(scene, ADA);
  await second.as.mutation(api.sessions.revoke, { sessionId: first.sessionId });
  const all = await signInsOf(second);
  expect(all.map(({ how }) => how)).toEqual(["link", "link"]);
  expect(all[0]!.at - all[1]!.at).toBeGreaterThan(MINUTE / 2);
});

test("at most five, the newest, whether by link or by passkey", async () => {
  const ada = await signInByMinting(scene, ADA);
  for (let i = 0; i < 6; i++) await used(i % 2 === 0 ? "passkey.used" : "link.exchanged", ada);
  const all = await signInsOf(ada);
  expect(all.map(({ how }) => how)).toEqual(["link", "passkey", "link", "passkey", "link"]);
});

/** The audit row of a sign-in that this test does not need to carry out. */
async function used(action: "passkey.used" | "link.exchanged", { userId, email }: Person) {
  pass(MINUTE);
  const actor = { kind: "user", userId, email } as const;
  await scene.t.run((ctx) => audit(ctx, action, { actor, subject: email }));
}

test("an accepted invitation is called one", async () => {
  const marketer = await signInAs(scene, "marketer");
  const campaignId = await launchTo(marketer, [{ line: 1, email: ADA, fields: {} }]);
  await settleUntil(scene, campaignId, "sent");
  const browser = await newBrowser();
  const exchanged = await followLink(scene, scene.mail.lastTo(ADA).token, browser);
  if (!exchanged.ok) throw new Error(exchanged.reason);
  expect(await signInsOf(personOf(scene, exchanged.setCookies, browser))).toMatchObject([
    { how: "invitation" },
  ]);
});

test("other people's sign-ins, refusals and other deeds are not there", async () => {
  const ada = await signIn(scene, ADA);
  await signIn(scene, "grace@example.com");
  await ada.as.mutation(api.account.noteDownload, {});
  expect(await signInsOf(ada)).toHaveLength(1);
});
