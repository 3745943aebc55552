/**
 * The page that waits for a sign-in mail shows what happened to the mail, but never whether the address gets mail at
 * all.
 */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { hmacSha256Hex, sha256Hex } from "@latchkey/login-links/http";
import { mailStateMessage } from "@/lib/mail-state";
import { ask, type Browser, newBrowser } from "./support/browser";
import { useUp } from "./support/limits";
import { signIn, signInByMinting } from "./support/people";
import { MINUTE, advance, type World, SECOND, runScheduled, start } from "./support/world";
import { linkOf } from "./support/tables";

const ADA = "ada@example.com";

let world: World;
beforeEach(async () => {
  world = await start();
});

/** Calls the query as Next.js does. `now` is the time that is sent, and `signedNow` is the time in the signature. */
async function stateFor({ browserHash }: Browser, askedAt: number, now = Date.now(), signedNow = now) {
  const secret = process.env.INTERNAL_PROXY_SECRET ?? "";
  const signature = await hmacSha256Hex(secret, mailStateMessage(browserHash, askedAt, signedNow));
  return world.t.query(api.signInMails.state, { browserHash, askedAt, now, signature });
}

async function askFor(email: string, deviceHash?: string) {
  const browser = await newBrowser();
  const askedAt = Date.now();
  await ask(world, email, browser, { deviceHash });
  await runScheduled(world);
  return { state: (now?: number) => stateFor(browser, askedAt, now), askedAt, browser };
}

type MailEvent = "sent" | "delivered" | "delayed" | "bounced" | "suppressed";
async function tell(email: string, event: MailEvent) {
  const { _id: link } = await linkOf(world.t, email);
  await world.t.mutation(internal.model.links.mailing.receive, { link, event, at: Date.now() });
}

describe("a mail that is sent", () => {
  test("is shown as queued, then sent, then delivered", async () => {
    const browser = await newBrowser();
    const askedAt = Date.now();
    await ask(world, ADA, browser);
    expect(await stateFor(browser, askedAt)).toBe("queued");
    await runScheduled(world);
    expect(await stateFor(browser, askedAt)).toBe("sent");
    await tell(ADA, "delivered");
    expect(await stateFor(browser, askedAt)).toBe("delivered");
  });

  test("is shown as delayed until it is delivered, and as bounced for good", async () => {
    const { state } = await askFor(ADA);
    await tell(ADA, "delayed");
    expect(await state()).toBe("delayed");
    await tell(ADA, "delivered");
    expect(await state()).toBe("delivered");
    await tell(ADA, "bounced");
    expect(await state()).toBe("bounced");
    await tell(ADA, "delivered");
    expect(await state()).toBe("bounced");
  });

  test("carries the link's id as a tag, which its events repeat", async () => {
    await askFor(ADA);
    const { _id } = await linkOf(world.t, ADA);
    expect(world.mail.lastTo(ADA).tags).toEqual([{ name: "link_id", value: _id }]);
  });
});

describe("an address that gets no mail", () => {
  /** The states that a browser sees in the ten seconds after its request, without repeats. */
  async function course({ state, askedAt }: Awaited<ReturnType<typeof askFor>>) {
    const states: (string | null)[] = [];
    for (let ms = 0; ms <= 10 * SECOND; ms += 100) states.push(await state(askedAt + ms));
    return states.filter((value, index) => value !== states[index - 1]);
  }

  test("because the budget for strangers is used up shows the same states in the same order", async () => {
    await useUp(world.t, "strangersADay");
    const waiting = await askFor("nobody@example.com");
    expect(world.mail.mails).toEqual([]);
    expect(await course(waiting)).toEqual(["queued", "sent", "delivered"]);
  });

  test("because it is over its own limit shows the same states, whatever happened to the mail before", async () => {
    await askFor(ADA);
    await tell(ADA, "bounced");
    advance(10 * SECOND);
    expect(await course(await askFor(ADA))).toEqual(["queued", "sent", "delivered"]);
  });

  test("takes as long to each state as one of the last real mails", async () => {
    await askFor(ADA);
    advance(4 * SECOND);
    await tell(ADA, "delivered");
    advance(MINUTE);
    await useUp(world.t, "strangersADay");
    const { state, askedAt } = await askFor("nobody@example.com");
    const [before, after] = [await state(askedAt + 3 * SECOND), await state(askedAt + 6 * SECOND)];
    expect([before, after]).toEqual(["sent", "delivered"]);
  });
});

describe("a mail to an address that the provider blocks", () => {
  let own: string;
  let other: string;
  beforeEach(async () => {
    [own, other] = [await sha256Hex("own"), await sha256Hex("other")];
    await signIn(world, ADA, { deviceHash: own });
    await signIn(world, "bob@example.com", { deviceHash: other });
    advance(2 * MINUTE);
  });

  /**
   * The states that a browser sees: before the provider reports that it blocks the address, afterwards, and a minute
   * later.
   */
  async function states(deviceHash?: string) {
    advance(2 * MINUTE);
    const { state } = await askFor(ADA, deviceHash);
    const before = await state();
    await tell(ADA, "suppressed");
    return [before, await state(), await state(Date.now() + MINUTE)];
  }

  test("is shown as blocked in a browser in which its owner was signed in", async () => {
    expect(await states(own)).toEqual(["sent", "blocked", "blocked"]);
  });

  test("is shown only as sent in every other browser", async () => {
    const asOthers = ["sent", "sent", "sent"];
    expect(await states()).toEqual(asOthers);
    expect(await states(other)).toEqual(asOthers);
    expect(await states(await sha256Hex("somebody's"))).toEqual(asOthers);
  });

  test("is shown only as sent in a browser that its owner did not recognise", async () => {
    const owner = await signIn(world, ADA, { deviceHash: await sha256Hex("new") });
    const noticeId = await world.t.run(async ({ db }) => {
      const row = await db.query("browsers").collect();
      const { sessionId } = row.find(({ deviceHash }) => deviceHash === own)!;
      return db.insert("notices", { userId: owner.userId, email: ADA, kind: "newDevice", sessionId });
    });
    await owner.as.mutation(api.notices.disown, { noticeId });
    expect(await states(own)).toEqual(["sent", "sent", "sent"]);
  });

  test("looks to a stranger like a mail that is being delivered", async () => {
    const blocked = await askFor(ADA);
    await tell(ADA, "suppressed");
    const waiting = await askFor("carol@example.com");
    expect(await blocked.state()).toBe(await waiting.state());
  });
});

describe("if strangers are not mailed", () => {
  beforeEach(async () => {
    world = await start({ SIGN_UP: "invite-only" });
  });

  test("everybody sees only that the mail is sent", async () => {
    const member = await askFor("admin@example.com");
    const stranger = await askFor("nobody@example.com");
    for (const { state, askedAt } of [member, stranger])
      expect([await state(askedAt), await state(askedAt + MINUTE)]).toEqual(["sent", "sent"]);
  });

  test("and so does the owner of an address that the provider blocks", async () => {
    const own = await sha256Hex("own");
    await signInByMinting(world, ADA, { deviceHash: own });
    advance(2 * MINUTE);
    const { state } = await askFor(ADA, own);
    await tell(ADA, "suppressed");
    expect(await state()).toBe("sent");
  });
});

describe("the state of a mail is not shown", () => {
  test("to a caller without our server's signature for this time and browser", async () => {
    const { browser, askedAt } = await askFor(ADA);
    const now = Date.now();
    const { browserHash } = browser;
    for (const signature of ["", "x", "0".repeat(64)])
      expect(await world.t.query(api.signInMails.state, { browserHash, askedAt, now, signature })).toBeNull();
    expect(await stateFor(browser, askedAt, now + MINUTE, now)).toBeNull();
  });

  test("to another browser than the one that asked", async () => {
    await askFor(ADA);
    await tell(ADA, "bounced");
    expect(await stateFor(await newBrowser(), Date.now() - 10 * SECOND)).toBe("delivered");
  });
});

test("somebody who is signed in already sees the state of a mail like anybody else", async () => {
  await signIn(world, ADA);
  advance(MINUTE);
  const { state } = await askFor(ADA);
  expect(await state()).toBe("sent");
});

test("rows of old mails are deleted after a day", async () => {
  const { state } = await askFor(ADA);
  expect(await state()).toBe("sent");
  advance(24 * 60 * MINUTE + SECOND);
  await world.t.mutation(internal.model.sweeping.sweep, {});
  expect(await world.t.run(({ db }) => db.query("signInMails").collect())).toEqual([]);
});
