/**
 * Visits to the links of a campaign: what is stored, how much, for how long, and who is judged to have opened a link.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { randomSecret, sha256Hex } from "@latchkey/login-links/http";
import { api, internal } from "@/convex/_generated/api";
import type { ReachedStage } from "@/convex/model/campaigns/reached";
import { followLink, visitorAt } from "./support/browser";
import {
  type CampaignId,
  launchTo,
  recipientOf,
  recipientRows,
  runUntil,
  signInAs,
} from "./support/campaigns";
import { type Person, tokenOf } from "./support/people";
import { tell } from "./support/webhooks";
import { advance, DAY, runScheduled, SECOND, start, type World } from "./support/world";

let world: World;
let marketer: Person;
let campaignId: CampaignId;
const PEOPLE = 12;
const address = (number: number) => `reader${String(number).padStart(3, "0")}@example.com`;
const tokenFor = (email: string) => tokenOf(world.mail.lastTo(email).url);

beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
  campaignId = await launchTo(marketer, recipientRows(PEOPLE));
  await runUntil(world, campaignId, "sent");
});

interface Opening {
  ip?: string | null;
  attempt?: string;
  isHead?: boolean;
  agent?: "browser" | "program";
  fetching?: "navigation" | "prefetch" | "other" | "missing" | "unknown";
  client?: object;
}

async function open(token: string, opening: Opening = {}): Promise<string> {
  const { ip = "198.51.100.7", attempt = randomSecret(), client, ...signals } = opening;
  const result = await world.t.mutation(api.linkVisits.note, {
    tokenHash: await sha256Hex(token),
    isHead: false,
    agent: "browser",
    fetching: "navigation",
    attemptHash: await sha256Hex(attempt),
    ...signals,
    client: { ...(await visitorAt(ip, "linkVisits:note")), ...client },
  });
  expect(result).toBeNull();
  return attempt;
}

const visits = () => world.t.run(({ db }) => db.query("linkVisits").collect());

async function counted(): Promise<Record<string, number>> {
  await world.t.mutation(internal.model.overview.mailCounts.count, {});
  advance(6 * SECOND);
  await world.t.mutation(internal.model.visits.counting.count, {});
  await runScheduled(world, SECOND);
  const { counts } = (await marketer.as.query(api.campaigns.get, { campaignId }))!;
  const { openedByPeople = 0, openedByFilters = 0, openedUnclear = 0 } = counts;
  return { openedByPeople, openedByFilters, openedUnclear };
}

async function deliver(numbers = PEOPLE): Promise<void> {
  for (let number = 0; number < numbers; number++) {
    const { _id: recipientId } = await recipientOf(world.t, campaignId, address(number));
    await tell(world, { type: "email.delivered", recipientId, at: Date.now() });
  }
  await runScheduled(world, SECOND);
}

async function listed(reached: ReachedStage, domain?: string): Promise<string[]> {
  const args = {
    campaignId,
    reached,
    ...(domain && { domain }),
    paginationOpts: { numItems: 50, cursor: null },
  };
  const { page } = await marketer.as.query(api.recipients.list, args);
  return page.map(({ email }) => email).sort();
}

describe("a visit", () => {
  test("leaves one row, without the address of the caller, the token or the User-Agent", async () => {
    const token = tokenFor(address(0));
    await open(token);
    const [row] = await visits();
    expect(row).toMatchObject({ kind: "get", agent: "browser", fetching: "navigation", isCounted: false });
    expect(row!.network).toMatch(/^[\w-]{16}$/);
    const text = JSON.stringify(await visits());
    for (const secret of [token, "198.51.100", "Mozilla"]) expect(text).not.toContain(secret);
  });

  test("is stored at most ten times for each link, and not again for the same browser", async () => {
    const token = tokenFor(address(0));
    const attempt = await open(token);
    await open(token, { attempt });
    expect(await visits()).toHaveLength(1);
    for (let i = 0; i < 15; i++) await open(token);
    expect(await visits()).toHaveLength(10);
    await open(tokenFor(address(1)));
    expect(await visits()).toHaveLength(11);
  });

  test("is not stored for an unknown token, or for a link that is not an invite", async () => {
    await open(randomSecret());
    const { url } = await world.t.mutation(internal.loginLinks.mint, { email: "ada@example.com" });
    await open(tokenOf(url));
    expect(await visits()).toEqual([]);
  });

  test("is stored only if our own server signed it for this function a moment ago", async () => {
    const token = tokenFor(address(0));
    await open(token, { client: { claim: undefined } });
    const { claim } = await visitorAt("198.51.100.7", "loginLinks:exchange");
    await open(token, { client: { claim } });
    await open(token, {
      client: await visitorAt("198.51.100.7", "linkVisits:note", Date.now() - 121 * SECOND),
    });
    expect(await visits()).toEqual([]);
  });

  test("from the same /24 counts as the same network within a campaign, but not across campaigns", async () => {
    await open(tokenFor(address(0)), { ip: "198.51.100.7" });
    await open(tokenFor(address(1)), { ip: "198.51.100.200" });
    await open(tokenFor(address(2)), { ip: "198.51.101.7" });
    const other = await launchTo(marketer, [{ line: 1, email: "x@example.org", fields: {} }]);
    await runUntil(world, other, "sent");
    await open(tokenFor("x@example.org"), { ip: "198.51.100.7" });
    await open(tokenFor(address(3)), { ip: null });
    const [one, neighbour, next, elsewhere, unknown] = (await visits()).map(({ network }) => network);
    expect(neighbour).toBe(one);
    expect(next).not.toBe(one);
    expect(elsewhere).not.toBe(one);
    expect(unknown).toBeUndefined();
  });

  test("is deleted after thirty days together with its network, and the judgement stays", async () => {
    await open(tokenFor(address(0)), { isHead: true });
    const before = await counted();
    advance(31 * DAY);
    await world.t.mutation(internal.model.sweeping.sweep, {});
    expect(await visits()).toEqual([]);
    expect(await world.t.run(({ db }) => db.query("visitNetworks").collect())).toEqual([]);
    expect(await counted()).toEqual(before);
    expect(before).toMatchObject({ openedByFilters: 1 });
  });

  test("is in the person's download, without the network", async () => {
    await open(tokenFor(address(0)), { isHead: true });
    await counted();
    const admin = await signInAs(world, "admin");
    const id = (await admin.as.query(api.person.find, { email: address(0) }))!;
    const { invitations } = await admin.as.query(api.person.data, { id });
    const requests = [{ kind: "head", at: expect.any(String), agent: "browser", fetching: "navigation" }];
    expect(invitations).toMatchObject([{ linkOpened: { by: "filter", requests } }]);
    expect(invitations[0]!.linkOpened.requests).toEqual(requests);
  });

  test("is deleted with the person, however many there are, and none is stored afterwards", async () => {
    const email = address(0);
    const token = tokenFor(email);
    await open(token);
    await world.t.run(async ({ db }) => {
      const { _id, _creationTime, ...visit } = (await db.query("linkVisits").first())!;
      for (let n = 0; n < 60; n++) await db.insert("linkVisits", { ...visit, linkId: undefined });
    });
    const name = "erased-0";
    await world.t.mutation(internal.model.account.eraseRecipients.eraseRecipients, { email, name });
    expect(await visits()).toEqual([]);
    await open(token);
    expect(await visits()).toEqual([]);
  });

  test("is deleted with the person, and the campaign's numbers stay", async () => {
    await open(tokenFor(address(0)), { isHead: true });
    const before = await counted();
    await world.t.mutation(internal.model.account.erasure.goOn, { userId: "nobody", email: address(0) });
    expect(await visits()).toEqual([]);
    expect(await counted()).toEqual(before);
  });
});

describe("who opened the links", () => {
  test("a browser that signs in belongs to a person, however soon it came", async () => {
    await deliver();
    const token = tokenFor(address(0));
    const attempt = await open(token);
    await followLink(world, token, { attempt });
    await runScheduled(world, SECOND);
    expect(await counted()).toEqual({ openedByPeople: 1, openedByFilters: 0, openedUnclear: 0 });
    expect(await listed("openedByPeople")).toEqual([address(0)]);
  });

  test("a filter does not hide a person who comes later, nor the other way round", async () => {
    await deliver();
    const token = tokenFor(address(0));
    await open(token, { isHead: true, ip: "203.0.113.9" });
    expect(await counted()).toEqual({ openedByPeople: 0, openedByFilters: 1, openedUnclear: 0 });
    const attempt = await open(token);
    await followLink(world, token, { attempt });
    await runScheduled(world, SECOND);
    expect(await counted()).toEqual({ openedByPeople: 1, openedByFilters: 1, openedUnclear: 0 });
    expect(await listed("openedByFilters")).toEqual(await listed("openedByPeople"));
  });

  test("a network that opens many links at once counts as a filter, also for its first links", async () => {
    await deliver();
    advance(300 * SECOND);
    for (let number = 0; number < 4; number++) await open(tokenFor(address(number)));
    expect(await counted()).toMatchObject({ openedByPeople: 4 });
    for (let number = 4; number < 10; number++) await open(tokenFor(address(number)));
    expect(await counted()).toEqual({ openedByPeople: 0, openedByFilters: 10, openedUnclear: 0 });
    expect(await listed("openedByFilters")).toHaveLength(10);
  });

  test("a network from which somebody continued counts as people, and is judged again", async () => {
    await deliver();
    advance(300 * SECOND);
    const attempts: string[] = [];
    for (let number = 0; number < 8; number++) attempts.push(await open(tokenFor(address(number))));
    expect(await counted()).toMatchObject({ openedByPeople: 0, openedByFilters: 8 });
    await followLink(world, tokenFor(address(0)), { attempt: attempts[0]! });
    await runScheduled(world, SECOND);
    expect(await counted()).toEqual({ openedByPeople: 8, openedByFilters: 0, openedUnclear: 0 });
  });

  test("the numbers of a domain: links that a filter opened, how soon, and people who came", async () => {
    await deliver();
    advance(3 * SECOND);
    for (let number = 0; number < 11; number++)
      await open(tokenFor(address(number)), { ip: `203.0.${number}.1` });
    advance(600 * SECOND);
    const attempt = await open(tokenFor(address(3)));
    await followLink(world, tokenFor(address(3)), { attempt });
    await runScheduled(world, SECOND);
    await counted();
    const { page } = await marketer.as.query(api.results.domains, {
      campaignId,
      paginationOpts: { numItems: 5, cursor: null },
    });
    expect(page).toEqual([
      {
        id: expect.any(String),
        domain: "example.com",
        sent: PEOPLE,
        people: 1,
        filtered: 11,
        unclear: 0,
        came: 1,
        mostWithin: 5,
      },
    ]);
    expect(await listed("openedByFilters", "example.com")).toHaveLength(11);
    expect(await listed("openedByPeople", "example.com")).toEqual([address(3)]);
    expect(await listed("accepted", "example.com")).toEqual([address(3)]);
    expect(await listed("accepted", "example.org")).toEqual([]);
  });

  test("counting and judging twice changes nothing", async () => {
    await deliver();
    for (let number = 0; number < 6; number++) await open(tokenFor(address(number)));
    const first = await counted();
    const args = { campaignId, domain: "example.com", cursor: null };
    await world.t.mutation(internal.model.visits.counting.rejudgeDomain, args);
    expect(await counted()).toEqual(first);
    const recount = await world.t.run(({ db }) => db.query("linkOpenings").collect());
    expect(recount.filter(({ isFiltered }) => isFiltered)).toHaveLength(first["openedByFilters"]!);
  });

  test("the recipient's timeline shows the judgement", async () => {
    await open(tokenFor(address(0)), { agent: "program" });
    await counted();
    const { _id: recipientId } = await recipientOf(world.t, campaignId, address(0));
    expect(await marketer.as.query(api.recipients.get, { recipientId })).toMatchObject({
      opening: { verdict: "filter", reason: "program", isFiltered: true },
    });
  });
});
