/**
 * Text that a stranger sends with a request never appears, as words or as a link, in our mail, the audit log or the
 * session list.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { newBrowser, visitorAt } from "./support/browser";
import { type World, runScheduled, start } from "./support/world";
import { auditEvents, authRows, links } from "./support/tables";

const ADA = "ada@example.com";
const UNSEEN = /[\p{Cc}\p{Cf}]/u;

let world: World;
beforeEach(async () => {
  world = await start();
});

describe.each([
  "Your mailbox is locked. Open https://evil.example/unlock to keep it./1 x",
  "evil.example/1",
  "Chrome \u202e\u200bmoc.live\u202c evil.example/9 (Windows NT 10.0)",
  "Mozilla/5.0 (evil.example; X11; Linux) evil.example/1.0\r\nX-Injected: evil.example",
  `${"evil.example ".repeat(300)}/1`,
])("a User-Agent of %j", (userAgent) => {
  test("puts no text of its own into the mail, and no hidden characters into the audit log or the session list", async () => {
    const { mail } = await askAs({ userAgent, ip: "203.0.113.7" });
    for (const body of [mail.html, mail.text]) expect(body).not.toMatch(/evil|locked|moc|Injected/);
    expect(mail.text).toMatch(/Requested for ada@example\.com from [A-Za-z ]+, 203\.0\.113\.7\./);
    await follow(mail.token, { userAgent, ip: "203.0.113.7" });
    const [session] = await authRows(world.t, "session");
    const events = await auditEvents(world.t);
    for (const kept of [session!.userAgent, ...events.flatMap((event) => event.userAgent ?? [])]) {
      expect(kept).not.toMatch(UNSEEN);
      expect(String(kept).length).toBeLessThanOrEqual(512);
    }
  });
});

describe.each([
  "evil.example",
  "1.2.3.4, evil.example",
  "203.0.113.7\u202e",
  "https://[::1]/",
  "x".repeat(3_999),
])("an address of the caller that is %.60j", (ip) => {
  test("does not count as an address in the mail, the audit log and the session list", async () => {
    const { mail } = await askAs({ userAgent: null, ip });
    expect(mail.text).toContain("Requested for ada@example.com. If");
    expect(mail.html).not.toContain("evil");
    await follow(mail.token, { userAgent: null, ip });
    expect((await authRows(world.t, "session"))[0]).toMatchObject({ ipAddress: "" });
    for (const event of await auditEvents(world.t)) expect(event).not.toHaveProperty("ipAddress");
  });
});

test('an unknown device is called "unknown"', async () => {
  const { mail } = await askAs({ userAgent: "Netscape-ish/0.1", ip: "203.0.113.7" });
  expect(mail.text).toContain("from an unknown device, 203.0.113.7.");
});

test("the text after a plus sign is not shown", async () => {
  const address = "ada+your-mailbox-is-locked.evil.example@example.com";
  const { mail } = await askAs({ userAgent: null, ip: "203.0.113.7", email: address });
  expect(mail.text).toContain("Requested for ada+…@example.com from 203.0.113.7.");
  expect(mail.html).not.toContain("evil");
});

test("the name of a minted link is used in the greeting only, and name and profile are stored without hidden characters", async () => {
  await world.t.mutation(internal.loginLinks.mint, {
    email: ADA,
    name: "Ada\u202e evil.example\r\nhttps://evil.example/x call 800 555 0100",
    metadata: { company: "Evil\u200b\u202e Ltd\n".repeat(20) },
    deliver: true,
  });
  await runScheduled(world);
  const { html, text } = world.mail.lastTo(ADA);
  expect(text).toContain("Hello Ada evil. example https evil. example x call");
  for (const body of [html, text]) expect(body).not.toMatch(/evil\.example|555/);
  const [link] = await links(world.t);
  for (const kept of [link!.name, ...Object.values(link!.metadata!)]) expect(kept).not.toMatch(UNSEEN);
});

test("the audit log stores quoted text as one line of visible characters with a limited length", async () => {
  await world.t.mutation(internal.model.links.mailing.markNotMailed, {
    linkId: (await world.t.mutation(internal.loginLinks.mint, { email: ADA })).linkId,
    why: `no\u202e\r\n${"x".repeat(5_000)}`,
  });
  const [event] = await auditEvents(world.t, "link.notMailed");
  expect(event!.details!.why).not.toMatch(UNSEEN);
  expect(String(event!.details!.why)).toHaveLength(2_000);
});

interface Caller {
  userAgent: string | null;
  ip: string;
  email?: string;
}

async function askAs({ email = ADA, ...caller }: Caller) {
  const { browserHash } = await newBrowser();
  const client = await clientOf(caller, "loginLinks:request");
  await world.t.mutation(api.loginLinks.request, { email, browserHash, client });
  await runScheduled(world);
  return { mail: world.mail.lastTo(email) };
}

async function follow(token: string, caller: Caller): Promise<void> {
  await world.t.mutation(api.loginLinks.exchange, {
    proof: { kind: "token", token },
    attempt: "a",
    client: await clientOf(caller, "loginLinks:exchange"),
  });
}

async function clientOf({ userAgent, ip }: Caller, calls: Parameters<typeof visitorAt>[1]) {
  return { ...(await visitorAt(ip, calls)), userAgent };
}
