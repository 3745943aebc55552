import { beforeEach, describe, expect, it } from "@jest/globals";
import { fingerprint } from "../../src/http/link-cookie.ts";
import { renewedPending } from "../../src/http/pending-cookie.ts";
import type { Refusal } from "../../src/shared/login-link.ts";
import {
  cleared,
  cookieSet,
  follow,
  NAVIGATION,
  NOW,
  OTHER_TOKEN,
  OUR_FORM,
  pendingCookie,
  pendingOf,
  SESSION_COOKIES,
  SITE,
  submit,
  TOKEN,
  World,
} from "./world.ts";

const where = (response: Response) => response.headers.get("location");

/** Checks the headers that every response of the exchange must have, whatever its result. */
function expectSealed(response: Response): void {
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
}

function expectSignedIn(response: Response): void {
  expect(response.status).toBe(303);
  expect(where(response)).toBe("/settings/profile");
  expect(response.headers.getSetCookie()).toEqual(expect.arrayContaining(SESSION_COOKIES));
  expect(cleared(response, "link")).toBe(true);
  expect(cleared(response, "pending")).toBe(true);
  expectSealed(response);
}

describe("a link that is opened in any browser", () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });

  it("HEAD does nothing", async () => {
    const response = await world.respond(follow(TOKEN, {}, "HEAD"));
    expect(response.status).toBe(204);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(world.peeks).toEqual([]);
    expectSealed(response);
  });

  it("GET removes the token from the URL and asks", async () => {
    const response = await world.respond(follow(TOKEN));
    expect(response.status).toBe(303);
    expect(where(response)).toBe("/login/confirm");
    expect(cookieSet(response, "link")).toMatch(new RegExp(`^latchkey-link=${TOKEN}\\.[\\w-]{43}$`));
    expect(response.headers.getSetCookie()[0]).toMatch(/; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
    expect(world.spent).toEqual([]);
    expectSealed(response);
  });

  it("GET five times spends nothing, and keeps the attempt", async () => {
    const first = cookieSet(await world.respond(follow(TOKEN)), "link") ?? "";
    for (let round = 0; round < 4; round++) {
      const again = await world.respond(follow(TOKEN, { ...NAVIGATION, cookie: first }));
      expect(cookieSet(again, "link")).toBe(first);
    }
    expect(world.spent).toEqual([]);
  });

  it("another link begins another attempt", async () => {
    const first = cookieSet(await world.respond(follow(TOKEN)), "link") ?? "";
    const other = cookieSet(await world.respond(follow(OTHER_TOKEN, { cookie: first })), "link") ?? "";
    expect(other).toContain(OTHER_TOKEN);
    expect(other.split(".")[1]).not.toBe(first.split(".")[1]);
  });

  it.each(["", "short", "x".repeat(44), `${"t".repeat(42)}%0a`, "../../etc", `${TOKEN}${OTHER_TOKEN}`])(
    "%p is not a token",
    async (token) => {
      const response = await world.respond(follow(token));
      expect(where(response)).toBe("/login/confirm?problem=unknown");
      expect(cookieSet(response, "link")).toBeNull();
    },
  );

  it("GET reads a token that was damaged on its way", async () => {
    const broken = `3D${TOKEN.slice(0, 20)}%3D%0D%0A${TOKEN.slice(20)}.`;
    expect(cookieSet(await world.respond(follow(broken)), "link")).toContain(`=${TOKEN}.`);
  });

  it.each(["PUT", "PATCH", "DELETE", "OPTIONS"])("%s is not allowed", async (method) => {
    const response = await world.respond(follow(TOKEN, OUR_FORM, method));
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, POST");
  });

  it("sets __Host- cookies on https", async () => {
    const response = await new World("https://latchkey.example").respond(follow(TOKEN));
    expect(response.headers.getSetCookie()[0]).toMatch(/^__Host-latchkey-link=.*; Secure$/);
  });
});

describe("a link that is opened in the browser that asked for it", () => {
  const pending = pendingOf();
  const cookie = pendingCookie(pending);
  let world: World;
  beforeEach(() => {
    world = new World(SITE, pending);
  });

  it("signs in with one click", async () => {
    expectSignedIn(await world.respond(follow(TOKEN, { ...NAVIGATION, cookie })));
    expect(world.sessions).toBe(1);
  });

  it.each([
    ["a prefetch", { ...NAVIGATION, "sec-purpose": "prefetch;prerender" }],
    ["an image", { "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" }],
    ["a frame", { ...NAVIGATION, "sec-fetch-dest": "iframe" }],
    ["a client without Sec-Fetch headers", {}],
  ])("asks when it is %s", async (_what, headers) => {
    const response = await world.respond(follow(TOKEN, { ...(headers as Record<string, string>), cookie }));
    expect(where(response)).toBe("/login/confirm");
    expect(world.spent).toEqual([]);
  });

  it("asks when it was another browser that asked", async () => {
    const response = await world.respond(
      follow(TOKEN, { ...NAVIGATION, cookie: pendingCookie(pendingOf()) }),
    );
    expect(where(response)).toBe("/login/confirm");
    expect(world.spent).toEqual([]);
  });

  it.each([
    ["another one", { email: "eve@example.com", maskedEmail: "e•••@example.com" }],
    ["another one, masked", { email: null, maskedEmail: "a•••@example.org", state: "used" as const }],
  ])("asks when the address typed here is %s", async (_what, view) => {
    world.view = view;
    const response = await world.respond(follow(TOKEN, { ...NAVIGATION, cookie }));
    expect(where(response)).toBe("/login/confirm");
    expect(world.spent).toEqual([]);
  });

  it.each(["Ada@EXAMPLE.com", " ada@example.com ", "ada\uff20example.com", ""])(
    "counts %p as the link's address, or as no address",
    async (typed) => {
      const asked = { ...pending, email: typed };
      expectSignedIn(await world.respond(follow(TOKEN, { ...NAVIGATION, cookie: pendingCookie(asked) })));
    },
  );

  it("asks when somebody else is signed in here", async () => {
    world.view = { viewer: "other", viewerEmail: "eve@example.com" };
    const response = await world.respond(follow(TOKEN, { ...NAVIGATION, cookie }));
    expect(where(response)).toBe("/login/confirm");
    expect(world.spent).toEqual([]);
  });

  it("continues without spending the link when the same person is signed in already", async () => {
    world.view = { viewer: "same" };
    const response = await world.respond(follow(TOKEN, { ...NAVIGATION, cookie }));
    expect(where(response)).toBe("/settings/profile");
    expect(world.spent).toEqual([]);
    expect(response.headers.getSetCookie()).not.toEqual(expect.arrayContaining(SESSION_COOKIES));
  });

  it.each(["expired", "revoked"] as const)("explains a link that is %s", async (state) => {
    world.view = { state };
    const response = await world.respond(follow(TOKEN, { ...NAVIGATION, cookie }));
    expect(where(response)).toBe("/login/confirm");
    expect(world.spent).toEqual([]);
  });

  it("asks when Convex cannot be reached, and keeps the link", async () => {
    world.isPeekDown = true;
    const response = await world.respond(follow(TOKEN, { ...NAVIGATION, cookie }));
    expect(where(response)).toBe("/login/confirm");
    expect(cookieSet(response, "link")).toContain(TOKEN);
    expect(world.errors).toHaveLength(1);
  });

  it("says so when a hook of the app does not let the account in, and keeps the link", async () => {
    world.refusal = { ok: false, reason: "refused" };
    const response = await world.respond(follow(TOKEN, { ...NAVIGATION, cookie }));
    expect(where(response)).toBe("/login/confirm?problem=refused");
    expect(cookieSet(response, "link")).toContain(TOKEN);
  });

  it("loses nothing when the answer is lost on the way to Next", async () => {
    world.losesNextAnswer = true;
    const lost = await world.respond(follow(TOKEN, { ...NAVIGATION, cookie }));
    expect(where(lost)).toBe("/login/confirm?problem=unreachable");
    const link = cookieSet(lost, "link") ?? "";
    expectSignedIn(await world.respond(submit({}, { ...OUR_FORM, cookie: `${cookie}; ${link}` })));
    expect(world.sessions).toBe(1);
  });

  it("loses nothing when the answer is lost on the way to the browser", async () => {
    await world.respond(follow(TOKEN, { ...NAVIGATION, cookie }));
    expectSignedIn(await world.respond(follow(TOKEN, { ...NAVIGATION, cookie })));
    expect(world.sessions).toBe(1);
  });

  it("never redirects to another site, whatever Convex returns", async () => {
    world.view = { viewer: "same", next: "//evil.example" };
    expect(where(await world.respond(follow(TOKEN, { ...NAVIGATION, cookie })))).toBe("/dashboard");
  });
});

describe("Continue", () => {
  let world: World;
  let link: string;
  beforeEach(async () => {
    world = new World();
    link = cookieSet(await world.respond(follow(TOKEN)), "link") ?? "";
  });

  it("signs in", async () => {
    const shown = await fingerprint(TOKEN);
    expectSignedIn(await world.respond(submit({ link: shown }, { ...OUR_FORM, cookie: link })));
    expect(world.spent[0]?.proof).toEqual({ kind: "token", token: TOKEN });
    expect(world.ended).toBe(1);
  });

  it.each([
    ["throws", () => Promise.reject(new URIError("URI malformed"))],
    [
      "throws at once",
      () => {
        throw new TypeError("not a header");
      },
    ],
    ["never ends", () => new Promise<void>(() => undefined)],
  ])("signs in though the clean-up %s", async (_how, cleanUp) => {
    world.cleanUp = cleanUp;
    world.timeoutMs = 20;
    expectSignedIn(await world.respond(submit({}, { ...OUR_FORM, cookie: link })));
    expect(world.errors).toHaveLength(1);
  });

  it("makes one session when it is clicked twice", async () => {
    const click = () => world.respond(submit({}, { ...OUR_FORM, cookie: link }));
    const answers = await Promise.all([click(), click()]);
    answers.forEach(expectSignedIn);
    expect(world.sessions).toBe(1);
  });

  it("counts as a second use in another browser", async () => {
    await world.respond(submit({}, { ...OUR_FORM, cookie: link }));
    const thief = cookieSet(await world.respond(follow(TOKEN)), "link") ?? "";
    const response = await world.respond(submit({}, { ...OUR_FORM, cookie: thief }));
    expect(where(response)).toBe("/login/confirm?problem=used");
  });

  it("asks again if the cookie holds another link than the page showed", async () => {
    const swapped = cookieSet(await world.respond(follow(OTHER_TOKEN)), "link") ?? "";
    const shown = await fingerprint(TOKEN);
    const response = await world.respond(submit({ link: shown }, { ...OUR_FORM, cookie: swapped }));
    expect(where(response)).toBe("/login/confirm?problem=changed");
    expect(world.spent).toEqual([]);
  });

  it.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["a subdomain", { "sec-fetch-site": "same-site" }],
    ["an unknown origin", { origin: "https://evil.example" }],
    ["nowhere", {}],
  ])("refuses a form from %s", async (_who, headers) => {
    const response = await world.respond(
      submit({}, { ...(headers as Record<string, string>), cookie: link }),
    );
    expect(response.status).toBe(403);
    expect(world.spent).toEqual([]);
    expectSealed(response);
  });

  it("checks the Origin if a browser sends no Sec-Fetch-Site", async () => {
    expectSignedIn(await world.respond(submit({}, { origin: SITE, cookie: link })));
  });

  it("says so if the browser did not keep the cookie", async () => {
    const response = await world.respond(submit({}, OUR_FORM));
    expect(where(response)).toBe("/login/confirm?problem=cookies_off");
  });

  it("keeps the link when Convex cannot be reached", async () => {
    world.isExchangeDown = true;
    const response = await world.respond(submit({}, { ...OUR_FORM, cookie: link }));
    expect(where(response)).toBe("/login/confirm?problem=unreachable");
    expect(cleared(response, "link")).toBe(false);
  });

  it("stops reading a long body without Content-Length at the maximum length of a form", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_024;
        controller.enqueue(new TextEncoder().encode("a".repeat(1_024)));
      },
    });
    const headers = { ...OUR_FORM, cookie: link, "content-type": "application/x-www-form-urlencoded" };
    const init: RequestInit & { duplex: "half" } = { method: "POST", headers, body: endless, duplex: "half" };
    const request = new Request(`${SITE}/login/callback`, init);
    expect((await world.respond(request)).status).toBe(400);
    expect(sent).toBeLessThan(32 * 1_024);
    expect(world.spent).toEqual([]);
  });

  it.each<[Refusal | "refused", string]>([
    ["unknown", "problem=unknown"],
    ["expired", "problem=expired"],
    ["used", "problem=used"],
    ["revoked", "problem=revoked"],
    ["too_many_attempts", "problem=too_many_attempts"],
    ["rate_limited", "problem=rate_limited&wait=31"],
    ["refused", "problem=refused"],
  ])("explains %s", async (reason, query) => {
    world.refusal = { ok: false, reason, ...(reason === "rate_limited" && { retryAfterSeconds: 30.2 }) };
    const response = await world.respond(submit({}, { ...OUR_FORM, cookie: link }));
    expect(where(response)).toBe(`/login/confirm?${query}`);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it.each(["{}", "%", "\u0000"])("ignores a body like %p", async (body) => {
    const headers = { ...OUR_FORM, cookie: link, "content-type": "application/json" };
    const request = new Request(`${SITE}/login/callback`, { method: "POST", headers, body });
    expect((await world.respond(request)).status).toBe(400);
  });
});

describe("a typed code", () => {
  const pending = pendingOf();
  const cookie = pendingCookie(pending);
  let world: World;
  beforeEach(() => {
    world = new World(SITE, pending);
  });

  it.each(["123456", " 123 456 ", "123-456", "１２３４５６"])("%p signs in", async (code) => {
    expectSignedIn(await world.respond(submit({ code }, { ...OUR_FORM, cookie })));
    expect(world.spent[0]?.proof).toMatchObject({ kind: "code", code: "123456" });
  });

  it("makes one session when it is typed twice", async () => {
    const type = () => world.respond(submit({ code: "123456" }, { ...OUR_FORM, cookie }));
    expectSignedIn(await type());
    expectSignedIn(await type());
    expect(world.sessions).toBe(1);
  });

  it.each(["", "12345", "1234567", "abcdef", "12 34 5x"])("%p does not count as a try", async (code) => {
    const response = await world.respond(submit({ code, next: "/admin" }, { ...OUR_FORM, cookie }));
    expect(where(response)).toBe("/login?next=/admin&problem=bad_code");
    expect(world.spent).toEqual([]);
  });

  it("says how many tries are left", async () => {
    world.refusal = { ok: false, reason: "unknown", attemptsLeft: 3 };
    const response = await world.respond(submit({ code: "000000" }, { ...OUR_FORM, cookie }));
    expect(where(response)).toBe("/login?next=/dashboard&problem=unknown&left=3");
  });

  it.each([
    ["another address", "eve@example.com", "/login?next=/admin&problem=other_code", 0],
    ["this address, in another spelling", " ADA@Example.com", "/settings/profile", 1],
  ])("from a form for %s", async (_whose, shownFor, location, spent) => {
    const form = { code: "123456", next: "/admin", for: shownFor };
    const response = await world.respond(submit(form, { ...OUR_FORM, cookie }));
    expect([where(response), world.spent.length]).toEqual([location, spent]);
  });

  it("of a renewed link is not accepted from a form for another address", async () => {
    const renewed = pendingCookie(renewedPending(pending, NOW));
    const type = (shownFor: string) =>
      world.respond(submit({ code: "123456", for: shownFor }, { ...OUR_FORM, cookie: renewed }));
    expect(where(await type("ada@example.com"))).toMatch(/problem=other_code$/);
    expectSignedIn(await type(""));
  });

  it("works only in the browser that asked", async () => {
    const response = await world.respond(submit({ code: "123456" }, OUR_FORM));
    expect(where(response)).toBe("/login?next=/dashboard&problem=cookies_off");
    expect(world.spent).toEqual([]);
  });

  it("is not spent when Convex cannot be reached", async () => {
    world.isExchangeDown = true;
    const response = await world.respond(submit({ code: "123456" }, { ...OUR_FORM, cookie }));
    expect(where(response)).toBe("/login?next=/dashboard&problem=unreachable");
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});
