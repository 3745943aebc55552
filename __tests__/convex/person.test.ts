/** The page of one person: who may see what, the export, and that no row contains the address of an erased person. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { newBrowser, followLink } from "./support/browser";
import {
  type CampaignId,
  campaignOf,
  draftFor,
  expectCountersToFit,
  launchTo,
  recipientOf,
  recipientsOf,
  runUntil,
  signInAs,
  tally,
} from "./support/campaigns";
import { addPasskey } from "./support/passkeys";
import { type Person, signIn } from "./support/people";
import { auditEvents, dump, tablesNaming } from "./support/tables";
import { tell } from "./support/webhooks";
import { DAY, MINUTE, NOW, runScheduled, setTime, start, type World } from "./support/world";

const ADA = "ada@example.com";
/** Another person’s address, which contains Ada’s. */
const NEIGHBOUR = "xada@example.com.au";
const PAGE = { numItems: 10, cursor: null };

let world: World;
let admin: Person;
let marketer: Person;
beforeEach(async () => {
  world = await start();
  admin = await signInAs(world, "admin");
  marketer = await signInAs(world, "marketer");
});

const rowOf = (email: string) => ({ line: 1, email, name: "Ada Lovelace", fields: { city: "Paris" } });
const find = async (by = admin, email = ADA) => (await by.as.query(api.person.find, { email })) ?? "";
const erase = async (id: string, ms = 3_000) => {
  await admin.as.mutation(api.person.erase, { id });
  await runScheduled(world, ms);
};

/** A campaign that was sent to Ada and two others. */
async function sentToAda(): Promise<CampaignId> {
  const others = ["bob@example.com", NEIGHBOUR].map(rowOf);
  const campaignId = await launchTo(marketer, [rowOf(ADA), ...others]);
  await runUntil(world, campaignId, "sent");
  return campaignId;
}

describe("a person who was only invited", () => {
  let campaignId: CampaignId;
  beforeEach(async () => {
    campaignId = await sentToAda();
  });

  test("is found by the address, and the page shows their campaigns with the state of the link", async () => {
    const id = await find(marketer);
    expect(id).not.toContain(ADA);
    expect(await marketer.as.query(api.person.get, { id })).toEqual({ email: ADA, suppression: null });
    const { page } = await marketer.as.query(api.person.campaigns, { id, paginationOpts: PAGE });
    expect(page).toMatchObject([
      { email: ADA, status: "sent", campaign: { name: "Spring", status: "sent" }, link: { state: "ready" } },
    ]);
    const account = await admin.as.query(api.person.account, { id });
    expect(account).toMatchObject({ member: null, blocked: null, links: [{ purpose: "invite" }] });
    expect(JSON.stringify([page, account])).not.toMatch(/seed|tokenHash|codeHash/);
  });

  test("is not found if the address is not stored", async () => {
    expect(await find(admin, "nobody@example.com")).toBe("");
    expect(await find(admin, "not an address")).toBe("");
    expect(await admin.as.query(api.person.get, { id: "nonsense" })).toBeNull();
  });

  test("is exported with all data, and the export is audited", async () => {
    const id = await find();
    const data = await admin.as.query(api.person.data, { id });
    expect(data).toMatchObject({
      email: ADA,
      account: null,
      invitations: [{ name: "Ada Lovelace", fields: { city: "Paris" }, sentAt: expect.any(String) }],
      links: [{ purpose: "invite" }],
      suppression: null,
    });
    expect(JSON.stringify(data)).not.toMatch(/seed|tokenHash|codeHash/);
    await admin.as.mutation(api.person.noteExport, { id });
    expect(await auditEvents(world.t, "person.exported")).toMatchObject([
      { subject: ADA, actorName: admin.email },
    ]);
  });

  test("is erased: no row names them, their link ends, and the campaign's numbers stay", async () => {
    const { _id: recipientId } = await recipientOf(world.t, campaignId, ADA);
    const bounce = { type: "Permanent", message: `550 no such user ${ADA}` };
    await tell(world, { type: "email.bounced", recipientId, at: NOW + 1, bounce });
    await runScheduled(world);
    const token = world.mail.lastTo(ADA).token;
    const id = await find();
    await marketer.as.mutation(api.testRecipients.save, { emails: [ADA] });
    await erase(id);
    expect(await tablesNaming(world.t, ADA, NEIGHBOUR)).toEqual([]);
    const [bob, erased, neighbour] = await recipientsOf(world.t, campaignId);
    expect([bob?.email, neighbour?.email]).toEqual(["bob@example.com", NEIGHBOUR]);
    expect(erased).toMatchObject({ fields: {}, status: "bounced", bouncedAt: NOW + 1 });
    expect(erased).not.toHaveProperty("name");
    expect(await followLink(world, token, await newBrowser())).toMatchObject({ ok: false });
    expect(await admin.as.query(api.person.get, { id })).toBeNull();
    await expectCountersToFit(world.t, campaignId);
    expect(await auditEvents(world.t, "person.erased")).toMatchObject([
      { actorName: admin.email, subject: expect.stringMatching(/^erased-[\w-]{12}$/) },
    ]);
  });

  test("is left out of later imports after the erasure", async () => {
    await erase(await find());
    const draftId = await draftFor(marketer, 0);
    const report = await marketer.as.mutation(api.recipients.add, {
      campaignId: draftId,
      rows: [rowOf(ADA)],
    });
    expect(report).toMatchObject({ added: 0, rejected: [{ reason: "suppressed" }] });
  });

  test("is replaced in rows about others, but not inside a longer address", async () => {
    const details = { campaignId, to: `${ADA}, x${ADA}, ${ADA}.au` };
    const actor = { kind: "backend" as const };
    const event = { action: "campaign.tested", actor, actorName: "backend", subject: "Spring", details };
    await world.t.run(({ db }) => db.insert("auditEvents", event));
    await erase(await find());
    const [tested] = await auditEvents(world.t, "campaign.tested");
    expect(tested?.details?.["to"]).toMatch(/^erased-[\w-]{12}, xada@example\.com, ada@example\.com\.au$/);
    expect(await recipientOf(world.t, campaignId, NEIGHBOUR)).toBeDefined();
  });
});

describe("a person in campaigns that are not sent yet", () => {
  test("is removed from a draft and from the draft's numbers", async () => {
    const draftId = await draftFor(marketer, [ADA, "bob@example.com"].map(rowOf));
    await erase(await find());
    expect((await recipientsOf(world.t, draftId)).map(({ email }) => email)).toEqual(["bob@example.com"]);
    await expectCountersToFit(world.t, draftId);
    expect(await tablesNaming(world.t, ADA, NEIGHBOUR)).toEqual([]);
  });

  test("is not mailed by a scheduled campaign", async () => {
    const draftId = await draftFor(marketer, [ADA, "bob@example.com"].map(rowOf));
    await marketer.as.mutation(api.campaigns.launch, { campaignId: draftId, at: NOW + 10 * MINUTE });
    await erase(await find());
    await runScheduled(world, 10 * MINUTE, { tick: MINUTE });
    await runUntil(world, draftId, "sent");
    expect(world.mail.mails.map(({ to }) => to)).toEqual(["bob@example.com"]);
    expect(await tally(world.t, draftId)).toEqual({ sent: 1, withdrawn: 1 });
    await expectCountersToFit(world.t, draftId);
    expect((await campaignOf(world.t, draftId)).status).toBe("sent");
  });

  test("whose mail is being sent is erased after that", async () => {
    const draftId = await draftFor(marketer, [rowOf(ADA)]);
    const id = await find();
    await world.t.run(async ({ db }) => {
      const [row] = await db.query("recipients").collect();
      await db.patch("recipients", row!._id, { status: "claimed" });
      await db.patch("campaigns", draftId, { status: "sending" });
    });
    await erase(id);
    expect(await tablesNaming(world.t, ADA, NEIGHBOUR)).toContain("recipients");
    await world.t.run(async ({ db }) => {
      const [row] = await db.query("recipients").collect();
      await db.patch("recipients", row!._id, { status: "sent", sentAt: Date.now() });
    });
    await runScheduled(world, MINUTE, { tick: 10_000 });
    expect(await tablesNaming(world.t, ADA, NEIGHBOUR)).toEqual([]);
  });
});

describe("a member", () => {
  let ada: Person;
  beforeEach(async () => {
    ada = await signIn(world, ADA);
    await addPasskey(ada);
  });

  test("has a role and sessions, which only admins see", async () => {
    const id = await find();
    expect(await admin.as.query(api.person.account, { id })).toMatchObject({
      member: { role: "member", sessions: [{ userAgent: expect.stringContaining("Chrome") }] },
      isYou: false,
    });
    await expect(marketer.as.query(api.person.account, { id })).rejects.toThrow("forbidden");
    expect(await marketer.as.query(api.person.get, { id })).toBeNull();
    expect(await find(marketer)).toBe("");
  });

  test("is also found by the id of a link and of an audit row", async () => {
    const { links, audit } = (await admin.as.query(api.person.account, { id: await find() }))!;
    for (const id of [links[0]!.id, audit[0]!.id])
      expect(await admin.as.query(api.person.get, { id })).toMatchObject({ email: ADA });
  });

  test("is erased with account, sessions and passkeys, even if they wrote campaigns", async () => {
    await world.t.run(async ({ db }) => {
      const member = (await db.query("members").collect()).find(({ email }) => email === ADA)!;
      await db.patch("members", member._id, { role: "marketer" });
    });
    const own = await draftFor(ada, 1);
    await ada.as.mutation(api.suppressions.add, { emails: ["eve@example.com"], note: `asked ${ADA}` });
    await erase(await find());
    expect(await tablesNaming(world.t, ADA, NEIGHBOUR)).toEqual([]);
    expect(await ada.as.query(api.users.current, {})).toBeNull();
    expect((await campaignOf(world.t, own)).invitedBy).toMatch(/^erased-/);
    expect((await dump(world.t))["suppressions"]).toHaveLength(2);
  });
});

describe("erasing", () => {
  test("needs a proof from the last hour, and the role admin", async () => {
    await sentToAda();
    const id = await find();
    await expect(marketer.as.mutation(api.person.erase, { id })).rejects.toThrow("forbidden");
    setTime(NOW + DAY);
    await expect(admin.as.mutation(api.person.erase, { id })).rejects.toThrow("confirm_required");
    expect(await tablesNaming(world.t, ADA, NEIGHBOUR)).toContain("recipients");
  });

  test("is refused for one's own account", async () => {
    const id = await find(admin, admin.email);
    await expect(admin.as.mutation(api.person.erase, { id })).rejects.toMatchObject({
      data: { code: "conflict" },
    });
  });
});
