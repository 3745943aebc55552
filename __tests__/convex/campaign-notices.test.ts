/** Notices that a campaign has finished, stopped or needs somebody: mails, and webhooks to a real HTTP server. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Webhook } from "standardwebhooks";
import { api, internal } from "@/convex/_generated/api";
import { MOST_WEBHOOKS, WAITS } from "@/convex/model/campaignNotices/deliveries";
import { NO_ANSWER } from "@/lib/messages/campaign-notices";
import { isWebhookUrl } from "@/lib/webhook-url";
import { startServer } from "../support/http-server";
import { type CampaignId, draftFor, launchTo, runUntil, signInAs } from "./support/campaigns";
import { setRole } from "./support/endings";
import { ADMIN, type Person, signIn } from "./support/people";
import { dump } from "./support/tables";
import { advance, DAY, runScheduled, setTime, start, type World } from "./support/world";

let world: World;
let admin: Person;
let writer: Person;
let marketer: Person;
beforeEach(async () => {
  world = await start({ SITE_URL: "http://localhost:3000", ADMIN_EMAILS: ADMIN });
  admin = await signIn(world, ADMIN);
  writer = await signInAs(world, "writer");
  marketer = await signInAs(world, "marketer");
  // Helpers for other suites turn the mails off.
  await world.t.run(async ({ db }) => {
    for (const { _id } of await db.query("noticeChoices").collect()) await db.delete("noticeChoices", _id);
  });
  world.mail.mails.length = 0;
});

const notices = async () => (await dump(world.t))["campaignNotices"]!.map(({ kind, why }) => [kind, why]);
const mailed = (subject: string) =>
  world.mail.mails.filter((mail) => mail.subject.includes(subject)).map(({ to }) => to);

const choose = (person: Person, level: "all" | "problems" | "none") =>
  person.as.mutation(api.campaignNotices.setLevel, { level });

async function sent(): Promise<CampaignId> {
  const campaignId = await draftFor(writer, 1, { name: "Spring" });
  await marketer.as.mutation(api.campaigns.launch, { campaignId });
  await runUntil(world, campaignId, "sent");
  await runScheduled(world, 2_000);
  return campaignId;
}

describe("mails", () => {
  test("of a campaign that has been sent go to nobody who has not chosen them", async () => {
    await sent();
    expect(await notices()).toEqual([["finished", undefined]]);
    expect(mailed("has been sent")).toEqual([]);
  });

  test("go once each to who wrote and who launched a campaign that has been sent", async () => {
    await choose(writer, "all");
    await choose(marketer, "all");
    const campaignId = await sent();
    expect(await notices()).toEqual([["finished", undefined]]);
    expect(mailed("“Spring” has been sent").sort()).toEqual([marketer.email, writer.email]);
    const { text } = world.mail.lastTo(writer.email);
    expect(text).toContain(`http://localhost:3000/admin/campaigns/${campaignId}`);
  });

  test("go to one person once, and say why a campaign stopped", async () => {
    const campaignId = await launchTo(marketer, 3, { name: "Spring" });
    world.mail.failures.push({ status: 401, name: "invalid_api_key" });
    await runUntil(world, campaignId, "paused");
    await runScheduled(world, 2_000);
    expect(await notices()).toEqual([["stopped", expect.stringContaining("invalid_api_key")]]);
    expect(mailed("has stopped")).toEqual([marketer.email]);
  });

  test("say that a scheduled campaign is a draft again", async () => {
    const campaignId = await draftFor(writer, 1, { name: "Spring" });
    await marketer.as.mutation(api.campaigns.launch, { campaignId, at: Date.now() + DAY });
    await setRole(world, admin, marketer.email, "member");
    await runScheduled(world, 2_000);
    expect((await notices())[0]![0]).toBe("unscheduled");
    expect(mailed("no longer scheduled")).toEqual([writer.email]);
  });

  test("ask marketers and admins for approval, and not the writer who asks", async () => {
    const campaignId = await draftFor(writer, 1, { name: "Spring" });
    await writer.as.mutation(api.campaignApprovals.ask, { campaignId });
    await runScheduled(world, 2_000);
    expect(mailed("waits for approval").sort()).toEqual([ADMIN, marketer.email]);
  });

  test("do not come when a person pauses or unschedules, or has turned them off", async () => {
    await choose(marketer, "all");
    await choose(writer, "none");
    expect(await writer.as.query(api.campaignNotices.level, {})).toBe("none");
    const campaignId = await draftFor(writer, 1, { name: "Spring" });
    await marketer.as.mutation(api.campaigns.launch, { campaignId, at: Date.now() + DAY });
    await marketer.as.mutation(api.campaigns.unschedule, { campaignId });
    await marketer.as.mutation(api.campaigns.launch, { campaignId });
    await marketer.as.mutation(api.campaigns.pause, { campaignId });
    expect(await notices()).toEqual([]);
    await marketer.as.mutation(api.campaigns.resume, { campaignId });
    await runUntil(world, campaignId, "sent");
    await runScheduled(world, 2_000);
    expect(mailed("has been sent")).toEqual([marketer.email]);
    await choose(writer, "problems");
    expect(await writer.as.query(api.campaignNotices.level, {})).toBe("problems");
  });
});

describe("webhooks", () => {
  let receiver: Awaited<ReturnType<typeof startServer>>;
  let statuses: number[];
  const provider = { fetch: globalThis.fetch };
  const real = globalThis.fetch;

  beforeEach(async () => {
    statuses = [];
    receiver = await startServer((_, response) => response.writeHead(statuses.shift() ?? 204).end());
    provider.fetch = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      const url = new Request(input).url;
      return url.startsWith(receiver.url) ? real(input, init) : provider.fetch(input, init);
    };
  });
  afterEach(() => receiver.close());

  const add = (url = `${receiver.url}/hook`) => admin.as.mutation(api.webhooks.create, { url });
  const log = async () =>
    (await admin.as.query(api.webhooks.deliveries, { paginationOpts: { numItems: 10, cursor: null } })).page;
  /** What each request says, checked at the time that it was signed. */
  const verified = (secret: string) =>
    receiver.seen.map(({ body, headers }) => {
      setTime(Number(headers["webhook-timestamp"]) * 1_000);
      return new Webhook(secret).verify(body, headers as Record<string, string>);
    });

  test("get a signed event that the Standard Webhooks library verifies, without an address of a recipient", async () => {
    const { secret } = await add();
    const campaignId = await sent();
    expect(verified(secret)).toEqual([
      {
        type: "campaign.finished",
        timestamp: expect.any(String),
        data: {
          campaignId,
          name: "Spring",
          url: `http://localhost:3000/admin/campaigns/${campaignId}`,
          counts: { recipients: 1, sent: 1, failed: 0, accepted: 0 },
        },
      },
    ]);
    expect(await log()).toMatchObject([{ status: "delivered", attempts: 1, result: "answered 204" }]);
  });

  test("a wrong secret verifies nothing", async () => {
    await add();
    const other = (await add(`${receiver.url}/other`)).secret;
    await sent();
    const first = receiver.seen.find(({ url }) => url === "/hook")!;
    expect(() => new Webhook(other).verify(first.body, first.headers as Record<string, string>)).toThrow();
  });

  test("are tried again with the same id and the same bytes, until they answer", async () => {
    statuses = [500, 302, 200];
    const { secret } = await add();
    await sent();
    expect(receiver.seen).toHaveLength(1);
    await runScheduled(world, WAITS[0]! + WAITS[1]! + 2_000, { tick: 1_000 });
    expect(receiver.seen).toHaveLength(3);
    expect(new Set(receiver.seen.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(receiver.seen.map(({ body }) => body)).size).toBe(1);
    await runScheduled(world, WAITS[2]! + 2_000, { tick: 60_000 });
    expect(receiver.seen).toHaveLength(3);
    expect(await log()).toMatchObject([{ status: "delivered", attempts: 3, result: "answered 200" }]);
    expect(verified(secret)).toHaveLength(3);
  });

  test("fail after the last attempt, and are not tried for ever", async () => {
    statuses = Array<number>(20).fill(503);
    await add();
    await sent();
    const all = WAITS.reduce((sum, wait) => sum + wait, 0);
    await runScheduled(world, all + 3_600_000, { tick: 60_000 });
    expect(receiver.seen).toHaveLength(WAITS.length + 1);
    expect(await log()).toMatchObject([
      { status: "failed", attempts: WAITS.length + 1, result: "answered 503" },
    ]);
  });

  test("a receiver that does not answer is given up after ten seconds, although Convex's fetch ignores signals", async () => {
    await add();
    globalThis.fetch = (input, init) =>
      new Request(input).url.startsWith(receiver.url)
        ? new Promise<never>(() => undefined)
        : provider.fetch(input, init);
    await sent();
    await runScheduled(world, 2_000, { tick: 1_000, hangs: true });
    expect(await log()).toMatchObject([{ status: "waiting", result: NO_ANSWER }]);
  });

  test("are posted in a runtime whose AbortSignal has no `timeout`, such as that of some versions of Convex", async () => {
    const timeout = Object.getOwnPropertyDescriptor(AbortSignal, "timeout")!;
    Reflect.deleteProperty(AbortSignal, "timeout");
    try {
      await add();
      await sent();
      expect(await log()).toMatchObject([{ status: "delivered" }]);
    } finally {
      Object.defineProperty(AbortSignal, "timeout", timeout);
    }
  });

  test("an attempt that was lost with its process is made again", async () => {
    const { id: webhookId } = await add();
    await admin.as.mutation(api.webhooks.sendTest, { webhookId });
    const jobs = await world.t.run(({ db }) => db.system.query("_scheduled_functions").collect());
    expect(jobs.some(({ name }) => name.includes("deliveries"))).toBe(true);
    statuses = [];
    const lost = globalThis.fetch;
    globalThis.fetch = () => Promise.reject(new TypeError("The process died"));
    await runScheduled(world, 1_000);
    globalThis.fetch = lost;
    expect(receiver.seen).toHaveLength(0);
    await runScheduled(world, WAITS[0]! + 1_000, { tick: 1_000 });
    expect(receiver.seen).toHaveLength(1);
  });

  test("a removed webhook gets nothing more", async () => {
    statuses = [500];
    const { id: webhookId } = await add();
    await sent();
    await admin.as.mutation(api.webhooks.remove, { webhookId });
    await runScheduled(world, WAITS[0]! + 1_000, { tick: 1_000 });
    expect(receiver.seen).toHaveLength(1);
  });

  test("are few, need https and a public name, and their secret is in no table", async () => {
    for (const url of ["ftp://localhost", "https://10.0.0.1/x", "http://example.com", "nonsense"])
      await expect(add(url)).rejects.toMatchObject({ data: { code: "invalid" } });
    const { secret } = await add();
    for (let n = 1; n < MOST_WEBHOOKS; n++) await add();
    await expect(add()).rejects.toMatchObject({ data: { code: "conflict" } });
    const withNumbers = (_: string, value: unknown) => (typeof value === "bigint" ? Number(value) : value);
    expect(JSON.stringify(await dump(world.t), withNumbers)).not.toContain(secret.slice(6));
  });

  test("need a recent proof of who adds them", async () => {
    advance(2 * 3_600_000);
    await expect(add()).rejects.toMatchObject({ data: { code: "confirm_required" } });
  });
});

test("notices and deliveries are forgotten after 30 days", async () => {
  await sent();
  advance(31 * DAY);
  await world.t.mutation(internal.model.campaignNotices.spread.sweep, {});
  expect(await notices()).toEqual([]);
});

describe("the address of a webhook", () => {
  const SITE = "https://latchkey.example";

  test.each([
    "http://hooks.example.com",
    "https://localhost/x",
    "https://127.0.0.1",
    "https://2130706433",
    "https://0x7f000001",
    "https://[::1]/",
    "https://[fd00::1]/",
    "https://169.254.169.254/latest",
    "https://metadata.google.internal",
    "https://printer.local",
    "https://intranet",
    "https://localhost./",
    "https://user:pass@hooks.example.com",
    "javascript:alert(1)",
    "",
  ])("%s is refused", (url) => expect(isWebhookUrl(url, SITE)).toBe(false));

  test.each(["https://hooks.example.com/a?b=c", "https://hooks.example.com:8443/x"])("%s is allowed", (url) =>
    expect(isWebhookUrl(url, SITE)).toBe(true),
  );

  test("may be on this machine only for a site on this machine", () => {
    expect(isWebhookUrl("http://127.0.0.1:9000/x", "http://localhost:3000")).toBe(true);
    expect(isWebhookUrl("http://192.168.0.7/x", "http://localhost:3000")).toBe(false);
  });
});
