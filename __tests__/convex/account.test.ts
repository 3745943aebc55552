/** A member's account: changing the address, downloading the data, deleting the account, and the security notices. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { askAndRead, followLink, newBrowser, newIp, visitorAt } from "./support/browser";
import { addPasskey, signInWith } from "./support/passkeys";
import { ADMIN, type Person, personOf, signIn, signInByMinting } from "./support/people";
import { DAY, MINUTE, advance, type World, runScheduled, start } from "./support/world";
import { auditEvents, authRows, dump, members } from "./support/tables";

const ADA = "ada@example.com";
const NEW = "ada@elsewhere.example";
const HOUR = 60 * MINUTE;
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

let world: World;
let ada: Person;
beforeEach(async () => {
  world = await start();
  ada = await signIn(world, ADA);
});

const currentOf = ({ as }: Person) => as.query(api.users.current, {});

/** The query parameters of the account link in the newest mail to this address. */
function linkTo(address: string): URLSearchParams {
  const url = /https:\/\/\S+\/account\/\S+/.exec(world.mail.lastTo(address).text)?.[0];
  return new URL(url ?? "").searchParams;
}

describe("a change of address", () => {
  const change = async (email = NEW) => {
    const result = await ada.as.mutation(api.account.changeEmail, { email });
    await runScheduled(world);
    return result;
  };
  function signed(address: string) {
    const query = linkTo(address);
    const step = query.get("do") === "undo" ? ("undo" as const) : ("confirm" as const);
    return { changeId: query.get("c") ?? "", step, signature: query.get("s") ?? "" };
  }
  const follow = (link: ReturnType<typeof signed>) => world.t.mutation(api.accountLinks.followChange, link);
  const confirmed = async () => {
    await change();
    expect(await follow(signed(NEW))).toEqual({ ok: true });
    await runScheduled(world);
  };

  test("takes effect when the link to the new address is followed, and not before", async () => {
    await change();
    expect(await currentOf(ada)).toMatchObject({ email: ADA });
    expect(world.mail.lastTo(ADA).subject).not.toContain("address");
    expect(await follow(signed(NEW))).toEqual({ ok: true });
    expect(await currentOf(ada)).toMatchObject({ email: NEW, emailVerified: true, id: ada.userId });
    expect((await members(world.t)).map(({ email }) => email)).toEqual([NEW]);
  });

  test("makes the new address sign in to the account, and the old address to another account", async () => {
    await confirmed();
    expect(await currentOf(await signIn(world, NEW))).toMatchObject({ id: ada.userId });
    advance(MINUTE);
    expect(await currentOf(await signIn(world, ADA))).not.toMatchObject({ id: ada.userId });
  });

  test("ends the links that were mailed to the old address", async () => {
    advance(MINUTE);
    const { token } = await askAndRead(world, ADA, await newBrowser());
    await confirmed();
    expect(await followLink(world, token, await newBrowser())).toMatchObject({ reason: "revoked" });
  });

  test("needs a proof from the last hour; signing in by a link that was not mailed is no proof", async () => {
    const eve = await signInByMinting(world, ADA);
    const email = NEW;
    await expect(eve.as.mutation(api.account.changeEmail, { email })).rejects.toThrow("confirm_required");
    advance(HOUR);
    await expect(ada.as.mutation(api.account.changeEmail, { email })).rejects.toThrow("confirm_required");
  });

  test.each(["", "x", `${ADA} `, "ümläut@exämple"])("to %j is refused", async (email) => {
    await expect(ada.as.mutation(api.account.changeEmail, { email })).rejects.toThrow("invalid");
  });

  test("to the address of another account changes nothing, and mails only the owner of that address", async () => {
    await signIn(world, "bob@example.com");
    expect(await change("bob@example.com")).toEqual({ ok: true });
    expect(await follow(signed("bob@example.com"))).toEqual({ ok: false, reason: "taken" });
    expect(await currentOf(ada)).toMatchObject({ email: ADA });
  });

  test("is confirmed once, within an hour, by its own link", async () => {
    await change();
    const link = signed(NEW);
    for (const forged of [
      { ...link, signature: "x" },
      { ...link, step: "undo" as const },
      { ...link, changeId: "x" },
    ])
      expect(await follow(forged)).toEqual({ ok: false, reason: "unknown" });
    advance(HOUR);
    expect(await follow(link)).toEqual({ ok: false, reason: "over" });
  });

  test("is not made by opening the link only", async () => {
    await change();
    const before = await dump(world.t);
    const view = await world.t.query(api.accountLinks.peekChange, { ...signed(NEW), now: Date.now() });
    expect(view).toEqual({ state: "ready", from: "a•••@example.com", to: NEW });
    expect(await dump(world.t)).toEqual(before);
  });

  test("can be undone from the old address for 72 hours, which also ends the sessions of whoever changed it", async () => {
    const passkey = await addPasskey(ada);
    await confirmed();
    const thief = await addPasskey(ada);
    const undo = signed(ADA);
    advance(72 * HOUR - 10 * MINUTE);
    expect(await follow(undo)).toEqual({ ok: true });
    expect(await currentOf(ada)).toBeNull();
    expect(await signInWith(world, thief)).toMatchObject({ reason: "unknown_passkey" });
    expect(await signInWith(world, passkey)).toMatchObject({ ok: true });
    expect(await currentOf(await signIn(world, ADA))).toMatchObject({ id: ada.userId });
    expect(await follow(undo)).toEqual({ ok: false, reason: "over" });
  });

  test("cannot be undone after 72 hours", async () => {
    await confirmed();
    const undo = signed(ADA);
    advance(72 * HOUR);
    expect(await follow(undo)).toEqual({ ok: false, reason: "over" });
  });

  test("mails at most three links in a row", async () => {
    for (const name of ["b", "c", "d"]) expect(await change(`${name}@example.com`)).toEqual({ ok: true });
    expect(await change("e@example.com")).toMatchObject({ ok: false, reason: "rate_limited" });
  });
});

describe("the download of one's own data", () => {
  test("holds everything that is stored about the person, and no secret", async () => {
    await addPasskey(ada);
    const data = await ada.as.query(api.account.data, {});
    expect(data).toMatchObject({
      account: { email: ADA, role: "member" },
      sessions: [{ userAgent: expect.stringContaining("Chrome") }],
      passkeys: [{ name: "Chrome on macOS" }],
      links: [{ purpose: "sign-in" }],
      suppression: null,
    });
    expect(data.audit.map(({ action }) => action)).toContain("link.exchanged");
    expect(JSON.stringify(data)).not.toMatch(/seed|tokenHash|codeHash|publicKey|userHandle/);
  });

  test("holds nothing about other people", async () => {
    await signIn(world, "bob@example.com");
    expect(JSON.stringify(await ada.as.query(api.account.data, {}))).not.toContain("bob@example.com");
  });
});

describe("deleting one's account", () => {
  const leave = (person: Person) => person.as.mutation(api.account.requestDeletion, {});
  const goneFor = async (ms: number) => {
    advance(ms);
    await world.t.mutation(internal.model.account.erasure.eraseDue, {});
    await runScheduled(world);
  };

  test("takes a week, in which the account works and the deletion can be cancelled", async () => {
    await leave(ada);
    await goneFor(7 * DAY - MINUTE);
    expect(await currentOf(ada)).toMatchObject({ email: ADA });
    expect(await ada.as.query(api.account.deletionAt, {})).toBeGreaterThan(Date.now());
    await ada.as.mutation(api.account.cancelDeletion, {});
    await goneFor(DAY);
    expect(await currentOf(ada)).toMatchObject({ email: ADA });
  });

  test("leaves no row that names the person, and changes nothing of other people", async () => {
    const bob = await signIn(world, "bob@example.com");
    const passkey = await addPasskey(ada);
    const { token } = await askAndRead(world, "cy@example.com", await newBrowser());
    await leave(ada);
    await runScheduled(world);
    await goneFor(7 * DAY);
    const { _scheduled_functions, ...tables } = await dump(world.t);
    const own = Object.entries(tables).filter(
      ([name]) => !name.includes("/_scheduled") && !/mail/i.test(name),
    );
    const naming = own.filter(([, rows]) => JSON.stringify(rows).includes(ADA)).map(([name]) => name);
    expect(naming).toEqual([]);
    expect((await authRows(world.t, "user")).map(({ email }) => email)).toEqual(["bob@example.com"]);
    expect(await currentOf(ada)).toBeNull();
    expect(await signInWith(world, passkey)).toMatchObject({ ok: false });
    expect(await currentOf(bob)).toMatchObject({ email: "bob@example.com" });
    expect(token).toHaveLength(43);
    const [deleted] = await auditEvents(world.t, "account.deleted");
    expect(deleted?.subject).toMatch(/^erased-[\w-]{12}$/);
    const about = await auditEvents(world.t, "link.exchanged");
    expect(about.map(({ subject }) => subject)).toContain(deleted?.subject);
  });

  test("keeps the fact that an address must not be mailed, but not the address", async () => {
    const admin = await signIn(world, ADMIN);
    await admin.as.mutation(api.suppressions.add, { emails: [ADA], note: "asked by phone" });
    await leave(ada);
    await goneFor(7 * DAY);
    const rows = (await dump(world.t)).suppressions ?? [];
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/ada@|phone/);
    const again = await signIn(world, ADMIN);
    expect(await again.as.mutation(api.suppressions.add, { emails: [ADA], note: "x" })).toMatchObject({
      added: 0,
      known: 1,
    });
  });

  test("needs a proof, and needs another admin if the account is the last admin", async () => {
    const admin = await signIn(world, ADMIN);
    await expect(leave(admin)).rejects.toThrow("This is the only admin");
    advance(HOUR);
    await expect(leave(ada)).rejects.toThrow("confirm_required");
  });
});

describe("a new device", () => {
  const signInFrom = async (userAgent: string, email = ADA) => {
    advance(MINUTE);
    const browser = await newBrowser();
    const { token } = await askAndRead(world, email, browser);
    const client = { ...(await visitorAt(newIp(), "loginLinks:exchange")), userAgent };
    const proof = { kind: "token" as const, token };
    const result = await world.t.mutation(api.loginLinks.exchange, { proof, ...browser, client });
    await runScheduled(world);
    if (!result.ok) throw new Error(result.reason);
    return personOf(world, result.setCookies, browser);
  };
  const news = () => world.mail.mails.filter(({ subject }) => subject.includes("New sign-in"));

  test("is reported by mail, with the name of the device and its address", async () => {
    await signInFrom(FIREFOX);
    expect(news()).toHaveLength(1);
    expect(news()[0]).toMatchObject({ to: ADA, text: expect.stringContaining("Firefox on Linux") });
  });

  test("is not reported if it is the account's first device, a known device, or a newer version of a known browser", async () => {
    await signInFrom(FIREFOX, "bob@example.com");
    expect(news()).toEqual([]);
    await signInFrom(FIREFOX);
    await signInFrom(FIREFOX);
    await signInFrom(FIREFOX.replaceAll("140.0", "141.0"));
    expect(news()).toHaveLength(1);
  });

  test("is reported in the other sessions, and not in its own", async () => {
    const other = await signInFrom(FIREFOX);
    const list = ({ as }: Person) => as.query(api.notices.list, {});
    expect(await list(ada)).toMatchObject([{ kind: "newDevice", userAgent: FIREFOX }]);
    expect(await list(other)).toEqual([]);
    const [notice] = await list(ada);
    await ada.as.mutation(api.notices.dismiss, { noticeId: notice!.id });
    expect(await list(ada)).toEqual([]);
  });

  const disown = () => {
    const query = linkTo(ADA);
    const link = { noticeId: query.get("n") ?? "", signature: query.get("s") ?? "" };
    return world.t.mutation(api.accountLinks.disownNotice, link);
  };

  test('"It was not me" ends the session on it and every open link, and no other session', async () => {
    const thief = await signInFrom(FIREFOX);
    const minted = await world.t.mutation(internal.loginLinks.mint, { email: ADA });
    expect(await disown()).toEqual({ ok: true });
    expect(await currentOf(thief)).toBeNull();
    expect(await currentOf(ada)).toMatchObject({ email: ADA });
    const token = new URL(minted.url ?? "").searchParams.get("token") ?? "";
    expect(await followLink(world, token, await newBrowser())).toMatchObject({ reason: "revoked" });
    expect(await auditEvents(world.t, "device.disowned")).toHaveLength(1);
  });

  test("is not signed out by a link that is unsigned or signed for another notice", async () => {
    await signInFrom(FIREFOX);
    const noticeId = linkTo(ADA).get("n") ?? "";
    for (const signature of ["", "x", "a".repeat(43)])
      expect(await world.t.mutation(api.accountLinks.disownNotice, { noticeId, signature })).toEqual({
        ok: false,
      });
  });

  test("is reported in a notice that nobody else can dismiss or answer", async () => {
    await signInFrom(FIREFOX);
    const [notice] = await ada.as.query(api.notices.list, {});
    const bob = await signIn(world, "bob@example.com");
    for (const change of [api.notices.dismiss, api.notices.disown])
      await expect(bob.as.mutation(change, { noticeId: notice!.id })).rejects.toThrow("not_found");
  });
});

test("a link that is used on an account with passkeys is reported to its other devices", async () => {
  await addPasskey(ada);
  advance(MINUTE);
  await signIn(world, ADA);
  expect(await ada.as.query(api.notices.list, {})).toMatchObject([{ kind: "linkUsed" }]);
});

test("a recovery is reported to the mailbox and the devices, and anyone who reads that can stop it", async () => {
  await addPasskey(ada);
  await ada.as.mutation(api.passkeys.setPasskeysOnly, { isOn: true });
  advance(MINUTE);
  const browser = await newBrowser();
  const { token } = await askAndRead(world, ADA, browser);
  expect(await followLink(world, token, browser)).toMatchObject({ reason: "held" });
  await runScheduled(world);
  expect(await ada.as.query(api.notices.list, {})).toMatchObject([{ kind: "recovery" }]);
  const query = linkTo(ADA);
  const link = { noticeId: query.get("n") ?? "", signature: query.get("s") ?? "" };
  await world.t.mutation(api.accountLinks.disownNotice, link);
  advance(73 * HOUR);
  const later = await newBrowser();
  const second = await askAndRead(world, ADA, later);
  expect(await followLink(world, second.token, later)).toMatchObject({ reason: "held" });
});
