/**
 * Whatever a browser sends, and whatever somebody has planted in its cookies, no response is an error, and no link is
 * spent without a session in return.
 */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { encodeLink, fingerprint } from "../../src/http/link-cookie.ts";
import { authCookieName } from "../../src/http/session-cookie.ts";
import { cookieName } from "../../src/http/cookies.ts";
import { endSession } from "../../src/http/end-session.ts";
import { sessionValue } from "../support/session-value.ts";
import { follow, OUR_FORM, SESSION_COOKIES, SITE, submit, TOKEN, World } from "./world.ts";

const HERE = { siteUrl: SITE };
/**
 * Nothing listens at this address, so the previous session cannot be ended. The new session must be set all the same.
 */
const NOWHERE = { ...HERE, convexSiteUrl: "http://127.0.0.1:9" };

const bytes = fc.string({
  unit: fc.integer({ min: 0x21, max: 0xff }).map((code) => String.fromCharCode(code)),
  maxLength: 60,
});
const malformed = fc.oneof(
  fc.constantFrom("100%", "%", "%E0%A4%A", "%00", "%zz.%zz", ".", "=", '"', sessionValue(), "eyJ.eyJ.x", ""),
  bytes,
  fc.string({ unit: "grapheme", maxLength: 40 }).map(encodeURIComponent),
);
const name = fc.oneof(
  fc.constantFrom(
    authCookieName("session_token", HERE),
    authCookieName("convex_jwt", HERE),
    cookieName("pending", HERE),
    cookieName("link", HERE),
    "__Secure-better-auth.session_token",
    "__proto__",
    "constructor",
  ),
  bytes,
);
const cookies = fc.array(fc.tuple(name, malformed), { maxLength: 8 }).map((pairs) => {
  return pairs.map((pair) => pair.join("=")).join("; ");
});
const others = fc.dictionary(
  fc.constantFrom(
    "accept-language",
    "content-type",
    "forwarded",
    "origin",
    "purpose",
    "referer",
    "sec-fetch-dest",
    "sec-fetch-mode",
    "user-agent",
    "x-forwarded-for",
    "x-request-id",
  ),
  bytes,
);

const link = encodeLink({ token: TOKEN, attempt: "a".repeat(43) });

describe("hostile cookies and headers", () => {
  it("do not keep anybody from using their link", async () => {
    await fc.assert(
      fc.asyncProperty(cookies, others, async (cookie, headers) => {
        const response = await new World().respond(follow(TOKEN, { ...headers, cookie }));
        expect([response.status, response.headers.get("location")]).toEqual([303, "/login/confirm"]);
      }),
      { numRuns: 500 },
    );
  });

  it("do not lose the session that a link was exchanged for", async () => {
    const shown = await fingerprint(TOKEN);
    await fc.assert(
      fc.asyncProperty(cookies, others, async (planted, headers) => {
        const world = new World();
        world.cleanUp = (request) => endSession(request, NOWHERE);
        const cookie = `${cookieName("link", HERE)}=${link}; ${planted}`;
        const { "content-type": _type, ...rest } = headers;
        const response = await world.respond(submit({ link: shown }, { ...rest, ...OUR_FORM, cookie }));
        expect(response.status).toBe(303);
        expect(response.headers.getSetCookie()).toEqual(expect.arrayContaining(SESSION_COOKIES));
        expect(world.sessions).toBe(1);
      }),
      { numRuns: 300 },
    );
  });

  it("a form with any other content type is refused with a page, before anything is spent", async () => {
    await fc.assert(
      fc.asyncProperty(bytes, bytes, async (type, body) => {
        const world = new World();
        const headers = { ...OUR_FORM, "content-type": type, cookie: `${cookieName("link", HERE)}=${link}` };
        const request = new Request(`${SITE}/login/callback`, { method: "POST", headers, body });
        const { status } = await world.respond(request);
        expect([303, 400]).toContain(status);
        if (status === 400) expect(world.spent).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
