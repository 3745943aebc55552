/**
 * What ends when a person loses a role or is removed: each row of model/endings.ts, with each event that may end it.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { type Ending, HELD, isLost, MADE } from "@/convex/model/endings";
import type { Role } from "@/lib/roles";
import { campaignOf, signInAs } from "./support/campaigns";
import * as endings from "./support/endings";
import { CAMPAIGNS, type CampaignRow, follow, isSignedIn, type LinkRow, makeLinks } from "./support/endings";
import { ADMIN, type Person, signIn, tokenOf } from "./support/people";
import { type World, runScheduled, start } from "./support/world";
import { auditEvents, links } from "./support/tables";

const EVE = "eve@example.com";

let world: World;
let root: Person;
beforeEach(async () => {
  world = await start();
  root = await signIn(world, ADMIN);
});

interface Event {
  from: Role;
  /** The role that the person has afterwards. */
  to: Role;
  happens: () => Promise<unknown>;
}

const setRole = (role: Role) => endings.setRole(world, root, EVE, role);
const EVENTS: Record<string, Event> = {
  "an admin is removed": { from: "admin", to: "member", happens: () => endings.remove(world, root, EVE) },
  "an admin becomes a marketer": { from: "admin", to: "marketer", happens: () => setRole("marketer") },
  "an admin becomes a member": { from: "admin", to: "member", happens: () => setRole("member") },
  "a marketer is removed": {
    from: "marketer",
    to: "member",
    happens: () => endings.remove(world, root, EVE),
  },
  "a marketer becomes a member": { from: "marketer", to: "member", happens: () => setRole("member") },
};

const rows = Object.entries(MADE) as [keyof typeof MADE, Ending][];

describe.each(Object.entries(EVENTS))("when %s", (_, { from, to, happens }) => {
  const madeByThem = rows.filter(([, ending]) => !isLost(ending, from));
  const linkRows = madeByThem.filter((row): row is [LinkRow, Ending] => row[1].session !== undefined);
  const campaignRows = madeByThem.filter((row): row is [CampaignRow, Ending] => row[0] in CAMPAIGNS);

  test.each(linkRows)("%s", async (row, ending) => {
    const { guest, open } = await makeLinks(world, await signInAs(world, from, EVE), row);
    await happens();
    const ends = isLost(ending, to) && ending.then === "revoked";
    expect(await isSignedIn(guest)).toBe(!(ends && ending.session === "ends"));
    expect(await follow(world, open)).toEqual(
      ends ? "revoked" : expect.objectContaining({ email: expect.any(String) }),
    );
    await runScheduled(world);
    const rest = (await links(world.t)).filter(
      ({ usedAt, revokedAt }) => usedAt === undefined && revokedAt === undefined,
    );
    expect(rest).toEqual([]);
    expect(await isSignedIn(root)).toBe(true);
  });

  test.each(campaignRows)("%s", async (row, ending) => {
    const campaignId = await CAMPAIGNS[row](world, await signInAs(world, from, EVE));
    const { status } = await campaignOf(world.t, campaignId);
    await happens();
    const after = { unscheduled: "draft", paused: "paused", stays: status, revoked: status };
    expect((await campaignOf(world.t, campaignId)).status).toBe(
      after[isLost(ending, to) ? ending.then : "stays"],
    );
  });

  test("apiKey", async () => {
    if (isLost(MADE.apiKey, from)) return void expect(to).toBe("member");
    const { key } = await endings.makeKey(await signInAs(world, from, EVE));
    await happens();
    expect(await endings.mintWith(world, key, "guest@example.com")).toMatchObject({
      ok: !isLost(MADE.apiKey, to),
    });
    expect((await auditEvents(world.t, "apiKey.revoked")).map(({ actorName }) => actorName)).toEqual([ADMIN]);
  });

  test("webhook", async () => {
    if (isLost(MADE.webhook, from)) return void expect(to).toBe("member");
    const eve = await signInAs(world, from, EVE);
    await eve.as.mutation(api.webhooks.create, { url: "https://hooks.example.com/eve" });
    await root.as.mutation(api.webhooks.create, { url: "https://hooks.example.com/root" });
    await happens();
    const urls = (await root.as.query(api.webhooks.list, {})).map(({ url }) => url);
    expect(urls).toEqual([
      ...(isLost(MADE.webhook, to) ? [] : ["https://hooks.example.com/eve"]),
      "https://hooks.example.com/root",
    ]);
    expect(await auditEvents(world.t, "webhook.removed")).toMatchObject([
      { subject: "https://hooks.example.com/eve", details: { because: expect.stringContaining(EVE) } },
    ]);
  });
});

describe("when a key is revoked", () => {
  test.each(["linkHandedOver", "linkMailed"] as const)("%s", async (row) => {
    const { id, key } = await endings.makeKey(root);
    const isMailed = row === "linkMailed";
    const mint = async (email: string) => {
      const minted = await endings.mintWith(world, key, email, isMailed);
      await runScheduled(world);
      return isMailed ? world.mail.lastTo(email).token : tokenOf(minted.ok ? minted.url : null);
    };
    const guest = await endings.arrive(world, await mint("guest@example.com"));
    const open = await mint("open@example.com");
    await root.as.mutation(api.apiKeys.revoke, { apiKeyId: id });
    expect(await follow(world, open)).toBe("revoked");
    expect(await isSignedIn(guest)).toBe(MADE[row].session === "stays");
  });
});

describe("a link that somebody received and others made", () => {
  const HOLD: Record<keyof typeof HELD, (eve: Person) => Promise<() => Promise<boolean>>> = {
    openRoleInvite: async () => {
      await root.as.mutation(api.people.invite, { email: EVE, role: "admin" });
      await runScheduled(world);
      const { token } = world.mail.lastTo(EVE);
      return async () => typeof (await follow(world, token)) !== "string";
    },
    openMintedLink: async () => {
      const { url } = await endings.mintBy(root, EVE);
      return async () => typeof (await follow(world, tokenOf(url))) !== "string";
    },
    session: async (eve) => () => isSignedIn(eve),
  };
  const cases = Object.entries(HELD).flatMap(([row, ends]) =>
    (["lowered", "removed"] as const).map((event) => [row as keyof typeof HELD, event, ends[event]] as const),
  );

  test.each(cases)("%s, when its recipient is %s: ends %s", async (row, event, ends) => {
    const holds = await HOLD[row](await signInAs(world, "marketer", EVE));
    await (event === "removed" ? endings.remove(world, root, EVE) : setRole("member"));
    expect(await holds()).toBe(!ends);
    expect((await endings.memberOf(world, EVE)).role).toBe("member");
  });

  test("an invite to the role that they still have stays", async () => {
    await signInAs(world, "admin", EVE);
    await root.as.mutation(api.people.invite, { email: EVE, role: "marketer" });
    await runScheduled(world);
    await setRole("marketer");
    expect(await follow(world, world.mail.lastTo(EVE).token)).toMatchObject({ email: EVE });
  });

  test("an invite that was sent after the demotion works", async () => {
    await signInAs(world, "marketer", EVE);
    await setRole("member");
    await root.as.mutation(api.people.invite, { email: EVE, role: "admin" });
    await runScheduled(world);
    expect(await follow(world, world.mail.lastTo(EVE).token)).toMatchObject({ email: EVE });
    expect((await endings.memberOf(world, EVE)).role).toBe("admin");
  });
});
