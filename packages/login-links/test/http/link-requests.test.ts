import { beforeEach, describe, expect, it } from "@jest/globals";
import { encodeLink } from "../../src/http/link-cookie.ts";
import { browserHash, decodePending, nextPending } from "../../src/http/pending-cookie.ts";
import { decodeTyped } from "../../src/http/typed-cookie.ts";
import { cookieSet, NOW, OUR_FORM, pendingCookie, SITE, TOKEN, World } from "./world.ts";

let world: World;
beforeEach(() => {
  world = new World();
});

const where = ({ status, headers }: Response) => [status, headers.get("location")];
const form = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  new Request(SITE, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { ...OUR_FORM, ...headers },
  });
const valueOf = (response: Response, kind: "pending" | "typed") =>
  cookieSet(response, kind)?.split("=").slice(1).join("=") ?? null;
const pendingIn = (response: Response) => decodePending(valueOf(response, "pending"), NOW);

describe("asking for a link", () => {
  it("sets the cookie of the browser that asked", async () => {
    const response = await world.signIn.request(form({ email: " ada@example.com ", next: "/admin" }));
    expect(where(response)).toEqual([303, `/login?next=/admin&asked=${Math.floor(NOW / 60_000)}`]);
    const pending = pendingIn(response)!;
    expect(pending).toMatchObject({ email: "ada@example.com", askedAt: NOW, isRenewal: false });
    expect(world.asked).toEqual([
      { email: "ada@example.com", next: "/admin", browserHash: await browserHash(pending) },
    ]);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("keeps the typed text after a refusal, without putting it into the URL", async () => {
    world.answer = { ok: false, reason: "invalid_email" };
    const response = await world.signIn.request(form({ email: "ada@exa mple", next: "/admin" }));
    expect(where(response)).toEqual([303, "/login?next=/admin&another=&problem=invalid_email"]);
    expect(decodeTyped(valueOf(response, "typed"))).toBe("ada@exa mple");
    expect(pendingIn(response)).toBeNull();
  });

  it("says how long to wait, or that the server cannot be reached", async () => {
    world.answer = { ok: false, reason: "rate_limited", retryAfterSeconds: 9.2 };
    expect(where(await world.signIn.request(form({ email: "a@b.example" })))[1]).toMatch(
      /problem=rate_limited&wait=10$/,
    );
    world.answer = undefined;
    expect(where(await world.signIn.request(form({ email: "a@b.example" })))[1]).toMatch(
      /problem=unreachable$/,
    );
    expect(world.failed).toEqual(["request"]);
  });

  it("asks again for the same address after a minute", async () => {
    const askedBefore = (ms: number) => ({
      cookie: pendingCookie(nextPending(null, "a@b.example", NOW - ms)),
    });
    const early = await world.signIn.request(form({ next: "/" }, askedBefore(1_000)));
    expect([where(early), world.asked]).toEqual([[303, "/login?next=/&problem=cooldown&wait=59"], []]);
    const later = await world.signIn.request(form({ next: "/" }, askedBefore(60_000)));
    expect(where(later)).toEqual([303, "/login?next=/&sent=again"]);
    expect(world.asked).toMatchObject([{ email: "a@b.example" }]);
  });

  it("asks for nothing in a browser that has not asked before", async () => {
    const response = await world.signIn.request(form({ next: "/" }));
    expect([where(response), world.asked]).toEqual([[303, "/login?next=/&another="], []]);
  });

  it.each(["//evil.example", "https://evil.example", "/login/confirm"])(
    "does not lead to another site with next=%p",
    async (next) => {
      const response = await world.signIn.request(form({ email: "a@b.example", next }));
      expect(where(response)[1]).toMatch(/^\/login\?next=\/dashboard&asked=/);
      expect(world.asked).toMatchObject([{ next: "/dashboard" }]);
    },
  );
});

describe("renewing an expired link", () => {
  const link = `latchkey-link=${encodeLink({ token: TOKEN, attempt: "a".repeat(43) })}`;

  it("mails a new link, and keeps the address that was typed before", async () => {
    const asked = nextPending(null, "ada@example.com", NOW);
    const response = await world.signIn.renew(form({}, { cookie: `${link}; ${pendingCookie(asked)}` }));
    expect(where(response)).toEqual([303, "/login"]);
    expect(world.asked).toEqual([{ token: TOKEN, browserHash: await browserHash(asked) }]);
    expect(pendingIn(response)).toMatchObject({
      secret: asked.secret,
      email: "ada@example.com",
      isRenewal: true,
    });
  });

  it("returns to the confirm page if it is refused", async () => {
    world.answer = { ok: false, reason: "rate_limited", retryAfterSeconds: 3 };
    const response = await world.signIn.renew(form({}, { cookie: link }));
    expect(where(response)).toEqual([303, "/login/confirm?problem=rate_limited&wait=3"]);
  });

  it("renews nothing without a link", async () => {
    const response = await world.signIn.renew(form({}, { cookie: "latchkey-link=%" }));
    expect([where(response), world.asked]).toEqual([[303, "/login/confirm"], []]);
  });
});

describe.each(["request", "renew"] as const)("%s", (route) => {
  it("accepts no form from another site", async () => {
    const response = await world.signIn[route](
      form({ email: "a@b.example" }, { "sec-fetch-site": "cross-site" }),
    );
    expect([response.status, world.asked]).toEqual([403, []]);
    expect(await response.text()).toContain("<title>Not accepted · Example</title>");
  });

  it("redirects GET to its page", async () => {
    const response = await world.signIn[route](new Request(SITE));
    expect(where(response)).toEqual([303, route === "request" ? "/login" : "/login/confirm"]);
  });
});

it("a name that changes is read for each page", async () => {
  const names = ["Before", "After"];
  world.settings = { brand: () => names.shift() ?? "" };
  const { request } = world.signIn;
  const title = async () =>
    /<title>(.*)<\/title>/.exec(
      await (await request(form({}, { "sec-fetch-site": "cross-site" }))).text(),
    )?.[1];
  expect([await title(), await title()]).toEqual(["Not accepted · Before", "Not accepted · After"]);
});

describe("routes at other paths, in another language", () => {
  beforeEach(() => {
    world.settings = {
      brand: "A & B",
      cookiePrefix: "ab",
      paths: { login: "/anmelden", confirm: "/anmelden/weiter", home: "/start" },
      texts: {
        language: "de",
        foreignForm: { title: "Nein", text: "Nicht von hier.", toLogin: "Zur Anmeldung" },
      },
    };
  });

  it("use these paths and names", async () => {
    const response = await world.signIn.request(form({ email: "a@b.example", next: "/anmelden/weiter" }));
    expect(where(response)[1]).toMatch(/^\/anmelden\?next=\/start&asked=/);
    expect(response.headers.getSetCookie()[0]).toMatch(/^ab-pending=/);
  });

  it("use these texts", async () => {
    const response = await world.signIn.request(form({}, { "sec-fetch-site": "cross-site" }));
    expect(await response.text()).toBe(
      '<!doctype html><html lang="de"><title>Nein · A &amp; B</title><p>Nicht von hier. ' +
        '<a href="/anmelden">Zur Anmeldung</a>.</p></html>',
    );
  });
});
