import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { askAndRead, followLink, newBrowser, typeCode } from "./support/browser";
import { ADMIN, signIn, tokenOf } from "./support/people";
import { MINUTE, advance, type World, runScheduled, start } from "./support/world";
import { auditEvents, counts, linkOf } from "./support/tables";

const ADA = "ada@example.com";
const BOB = "bob@example.com";

let world: World;
beforeEach(async () => {
  world = await start();
});

async function mint(email: string, expiresInMinutes?: number) {
  const minted = await world.t.mutation(internal.loginLinks.mint, { email, expiresInMinutes });
  return { ...minted, token: tokenOf(minted.url) };
}

async function follow(token: string) {
  return followLink(world, token, await newBrowser());
}

describe("a newer link", () => {
  test("revokes the previous link and its code", async () => {
    const first = await newBrowser();
    const older = await askAndRead(world, ADA, first);
    advance(MINUTE);
    const newer = await askAndRead(world, ADA, await newBrowser());
    expect(await follow(older.token)).toEqual({ ok: false, reason: "revoked" });
    expect(await typeCode(world, older.code!, first)).toEqual({ ok: false, reason: "revoked" });
    expect(await follow(newer.token)).toMatchObject({ ok: true });
  });

  test("does not revoke a link of another purpose", async () => {
    const asked = await askAndRead(world, ADA, await newBrowser());
    const { token } = await mint(ADA);
    expect(await follow(asked.token)).toMatchObject({ ok: true });
    expect(await follow(token)).toMatchObject({ ok: true });
  });

  test("does not revoke a link of another address", async () => {
    const adas = await mint(ADA);
    const bobs = await mint(BOB);
    expect(await follow(adas.token)).toMatchObject({ ok: true });
    expect(await follow(bobs.token)).toMatchObject({ ok: true });
  });

  test("among many: one link works", async () => {
    const tokens = [];
    for (let i = 0; i < 5; i++) tokens.push((await mint(ADA)).token);
    expect(await counts(world.t)).toMatchObject({ usableLinks: 1 });
    for (const token of tokens.slice(0, 4))
      expect(await follow(token)).toEqual({ ok: false, reason: "revoked" });
    expect(await follow(tokens[4]!)).toMatchObject({ ok: true });
  });

  test("among many that are made at once: one link works", async () => {
    const minted = await Promise.all(Array.from({ length: 20 }, () => mint(ADA)));
    const results = await Promise.all(minted.map(({ token }) => follow(token)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.reason === "revoked")).toHaveLength(19);
  });

  test("does not make a used link work again", async () => {
    const { token } = await mint(ADA);
    await follow(token);
    await mint(ADA);
    expect(await follow(token)).toEqual({ ok: false, reason: "used" });
  });

  test("that the limit held back revokes nothing", async () => {
    const { token } = await askAndRead(world, ADA, await newBrowser());
    await world.t.mutation(api.loginLinks.request, {
      email: ADA,
      browserHash: (await newBrowser()).browserHash,
      client: { userAgent: null },
    });
    await runScheduled(world);
    expect(await follow(token)).toMatchObject({ ok: true });
  });
});

describe("a link that is revoked", () => {
  test("is refused, and the audit says who revoked it", async () => {
    const admin = await signIn(world, ADMIN);
    const { token, linkId } = await mint(ADA);
    expect(await admin.as.mutation(api.loginLinks.revoke, { linkId })).toEqual({ revoked: true });
    expect(await follow(token)).toEqual({ ok: false, reason: "revoked" });
    const [event] = await auditEvents(world.t, "link.revoked");
    expect(event).toMatchObject({ actor: { email: ADMIN }, subject: ADA, details: { linkId } });
  });

  test("cannot be revoked again, and neither can a used link", async () => {
    const admin = await signIn(world, ADMIN);
    const revoked = await mint(ADA);
    await admin.as.mutation(api.loginLinks.revoke, { linkId: revoked.linkId });
    const used = await mint(BOB);
    await follow(used.token);
    for (const { linkId } of [revoked, used]) {
      expect(await admin.as.mutation(api.loginLinks.revoke, { linkId })).toEqual({ revoked: false });
    }
    expect(await auditEvents(world.t, "link.revoked")).toHaveLength(1);
    expect(await linkOf(world.t, BOB)).not.toHaveProperty("revokedAt");
  });

  test("is not found if it never existed", async () => {
    const admin = await signIn(world, ADMIN);
    const { linkId } = await mint(ADA);
    await world.t.run(({ db }) => db.delete("loginLinks", linkId));
    await expect(admin.as.mutation(api.loginLinks.revoke, { linkId })).rejects.toMatchObject({
      data: { code: "not_found" },
    });
  });

  test("is not mailed any more", async () => {
    const admin = await signIn(world, ADMIN);
    const { linkId } = await world.t.mutation(internal.loginLinks.mint, { email: ADA, deliver: true });
    await admin.as.mutation(api.loginLinks.revoke, { linkId });
    await runScheduled(world);
    expect(world.mail.mails.filter(({ to }) => to === ADA)).toHaveLength(0);
  });
});
