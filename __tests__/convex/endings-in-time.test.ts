/**
 * What ends when a person loses a role or is removed: in races, in several steps, long afterwards, and for campaigns.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { newBrowser, readyToFollow } from "./support/browser";
import { campaignOf, draftFor, launchTo, runUntil, signInAs } from "./support/campaigns";
import * as endings from "./support/endings";
import { arrive, follow, isSignedIn } from "./support/endings";
import { ADMIN, type Person, signIn, tokenOf } from "./support/people";
import { DAY, setTime, MINUTE, NOW, advance, SECOND, type World, runScheduled, start } from "./support/world";
import { addAuthRow, auditEvents, authRows, linkOf, links } from "./support/tables";

const EVE = "eve@example.com";
const BOB = "bob@example.com";

let world: World;
let root: Person;
let eve: Person;
beforeEach(async () => {
  world = await start();
  root = await signIn(world, ADMIN);
  eve = await signInAs(world, "admin", EVE);
});

const remove = () => endings.remove(world, root, EVE);
const setRole = (role: "member" | "marketer" | "admin") => endings.setRole(world, root, EVE, role);
const handOver = async (email = BOB, by = eve) => tokenOf((await endings.mintBy(by, email)).url);

describe("in a race with the loss of a role", () => {
  test.each(["first", "last"])("a link of theirs signs nobody in, when the exchange %s", async (order) => {
    const exchange = await readyToFollow(world, await handOver(), await newBrowser());
    const end = await endings.readyToRemove(world, root, EVE);
    const acts = order === "first" ? [exchange, end] : [end, exchange];
    const [first] = await Promise.all(acts.map((act) => act()));
    if (order === "first") expect(first).toMatchObject({ ok: true });
    expect((await authRows(world.t, "session")).map(({ userId }) => userId)).toEqual([root.userId]);
  });

  test("a key of theirs makes no link that works", async () => {
    const { id, key } = await endings.makeKey(root);
    const [minted] = await Promise.all([
      endings.mintWith(world, key, BOB),
      root.as.mutation(api.apiKeys.revoke, { apiKeyId: id }),
    ]);
    expect(minted).toMatchObject({ ok: true });
    expect(await follow(world, tokenOf(minted.ok ? minted.url : null))).toBe("revoked");
  });

  test("a link that they make at that moment does not work", async () => {
    const [token] = await Promise.all([handOver(), setRole("marketer")]);
    expect(await follow(world, token)).toBe("revoked");
  });

  test("a mail that waits to be sent is not sent", async () => {
    await endings.mintBy(eve, BOB, true);
    await setRole("member");
    await runScheduled(world);
    expect(world.mail.mails.filter(({ to }) => to === BOB)).toEqual([]);
  });
});

describe("ending what somebody made", () => {
  const MANY = 1_500;

  /**
   * Copies the newest link `MANY` times. With `withSessions`, each copy counts as followed and has a session. The
   * original is then the oldest link, and the oldest link is processed last.
   */
  async function copyLink(token: string, withSessions: boolean) {
    const { _id, _creationTime, ...link } = (await links(world.t)).at(-1)!;
    const [session] = await authRows(world.t, "session");
    const { _id: _sessionId, _creationTime: _time, ...fields } = session!;
    if (withSessions)
      for (let i = 0; i < MANY; i++)
        await addAuthRow(world.t, "session", { ...fields, token: `${token}${i}`, userId: "b" });
    const sessions = (await authRows(world.t, "session")).filter(({ userId }) => userId === "b");
    await world.t.run(async ({ db }) => {
      for (let i = 0; i < MANY; i++) {
        const used = withSessions ? { usedAt: NOW, sessionId: String(sessions[i]!["_id"]) } : {};
        await db.insert("loginLinks", { ...link, email: `${i}@example.com`, tokenHash: String(i), ...used });
      }
    });
  }

  test.each([false, true])("ends any number of links, with sessions: %s", async (withSessions) => {
    const oldest = await handOver();
    await copyLink(oldest, withSessions);
    await remove();
    expect((await links(world.t)).at(-1)!.revokedAt === undefined).toBe(withSessions);
    expect((await linkOf(world.t, BOB)).revokedAt).toBeUndefined();
    expect(await follow(world, oldest)).toBe("revoked");
    await runScheduled(world, 2_000);
    const open = (await links(world.t)).filter(
      ({ usedAt, revokedAt }) => usedAt === undefined && revokedAt === undefined,
    );
    expect(open).toEqual([]);
    expect((await authRows(world.t, "session")).map(({ userId }) => userId)).toEqual([root.userId]);
  });

  test("ends the links of a key when its maker is removed", async () => {
    const { key } = await endings.makeKey(eve);
    const minted = await endings.mintWith(world, key, BOB);
    const used = await arrive(world, tokenOf(minted.ok ? minted.url : null));
    const open = await endings.mintWith(world, key, BOB);
    await remove();
    expect(await isSignedIn(used)).toBe(false);
    expect(await follow(world, tokenOf(open.ok ? open.url : null))).toBe("revoked");
  });

  test("is audited with what ended, who made it and why", async () => {
    const guest = await arrive(world, await handOver());
    await handOver("open@example.com");
    await remove();
    const because = `member.removed ${EVE}`;
    expect(await auditEvents(world.t, "session.revoked")).toMatchObject([
      { actorName: ADMIN, subject: guest.email, details: { because } },
    ]);
    expect(await auditEvents(world.t, "link.revoked")).toMatchObject([
      { actorName: ADMIN, subject: "open@example.com", details: { because } },
    ]);
  });
});

describe("after somebody lost a role", () => {
  test("giving the role again restores nothing", async () => {
    const token = await handOver();
    const { key } = await endings.makeKey(eve);
    await setRole("member");
    await setRole("admin");
    expect(await follow(world, token)).toBe("revoked");
    expect(await endings.mintWith(world, key, BOB)).toMatchObject({ ok: false });
    expect(await follow(world, await handOver())).toMatchObject({ email: BOB });
  });

  test("an expired link of theirs is not renewed for a stranger where only invited people can sign up", async () => {
    process.env["SIGN_UP"] = "invite-only";
    const token = await handOver();
    advance(8 * DAY);
    await remove();
    await renew(token);
    expect(world.mail.mails.filter(({ to }) => to === BOB)).toEqual([]);
  });

  test("a renewed link of theirs ends too", async () => {
    process.env["SIGN_UP"] = "invite-only";
    const token = await handOver();
    advance(8 * DAY);
    await renew(token);
    await remove();
    expect(await follow(world, world.mail.lastTo(BOB).token)).toBe("revoked");
  });

  async function renew(token: string) {
    const { browserHash } = await newBrowser();
    await world.t.mutation(api.loginLinks.renew, { token, browserHash, client: { userAgent: null } });
    await runScheduled(world);
  }

  test("a session ends even if its link expired long ago", async () => {
    const guest = await arrive(world, await handOver());
    const { expiresAt } = await linkOf(world.t, BOB);
    setTime(expiresAt + 7 * DAY + MINUTE);
    await world.t.mutation(internal.loginLinks.sweep, {});
    expect(await isSignedIn(guest)).toBe(true);
    await remove();
    expect(await isSignedIn(guest)).toBe(false);
  });

  test("an old link is deleted once its session has ended", async () => {
    await arrive(world, await handOver());
    setTime(NOW + 30 * DAY - MINUTE);
    await world.t.mutation(internal.loginLinks.sweep, {});
    await world.t.mutation(internal.loginLinks.sweep, {});
    expect((await links(world.t)).map(({ email }) => email)).toContain(BOB);
    setTime(NOW + 30 * DAY + MINUTE);
    await world.t.mutation(internal.loginLinks.sweep, {});
    expect((await links(world.t)).map(({ email }) => email)).not.toContain(BOB);
  });

  test("a session by a sign-in link of their own stays", async () => {
    const self = await arrive(world, await handOver(EVE));
    await setRole("member");
    expect(await isSignedIn(self)).toBe(true);
  });
});

describe("a campaign", () => {
  const schedule = async (by: Person, campaignId: Awaited<ReturnType<typeof draftFor>>) => {
    await by.as.mutation(api.campaigns.launch, { campaignId, at: Date.now() + 10 * SECOND });
    return campaignId;
  };
  const listed = async () => {
    const paginationOpts = { numItems: 5, cursor: null };
    return (await root.as.query(api.campaignList.list, { paginationOpts })).page[0];
  };

  test.each([
    ["written by them and scheduled by somebody else", async () => schedule(root, await draftFor(eve, 1))],
    ["written by somebody else and scheduled by them", async () => schedule(eve, await draftFor(root, 1))],
  ])("%s mails nobody at the scheduled time", async (_, make) => {
    await make();
    await setRole("member");
    await runScheduled(world, 20 * SECOND);
    expect(world.mail.mails.filter(({ to }) => to.startsWith("reader"))).toEqual([]);
    expect(await listed()).toMatchObject({ status: "draft", stoppedBecause: expect.stringContaining(EVE) });
    expect(await auditEvents(world.t, "campaign.unscheduled")).toMatchObject([
      { actorName: ADMIN, details: { because: `role.changed ${EVE}` } },
    ]);
  });

  test("that was paused half way can be resumed by somebody who has the role", async () => {
    const campaignId = await launchTo(eve, 1);
    await remove();
    expect(await listed()).toMatchObject({ status: "paused", stoppedBecause: expect.stringContaining(EVE) });
    await runScheduled(world, 2_000);
    expect(world.mail.mails.filter(({ to }) => to.startsWith("reader"))).toEqual([]);
    await root.as.mutation(api.campaigns.resume, { campaignId });
    await runScheduled(world, 5_000);
    expect(world.mail.mails.filter(({ to }) => to.startsWith("reader"))).toHaveLength(1);
    expect(await listed()).toMatchObject({ stoppedBecause: null });
  });

  test("of somebody else continues", async () => {
    const campaignId = await schedule(root, await draftFor(root, 1));
    await remove();
    expect((await campaignOf(world.t, campaignId)).status).toBe("scheduled");
    await runUntil(world, campaignId, "sent");
  });

  test("that is scheduled again no longer says that it was stopped", async () => {
    const campaignId = await schedule(eve, await draftFor(eve, 1));
    await remove();
    await schedule(root, campaignId);
    await root.as.mutation(api.campaigns.unschedule, { campaignId });
    expect(await listed()).toMatchObject({ status: "draft", stoppedBecause: null });
  });
});
