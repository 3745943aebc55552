import { beforeEach, describe, expect, it } from "@jest/globals";
import { encodeLink, fingerprint } from "../../src/http/link-cookie.ts";
import { browserHash } from "../../src/http/pending-cookie.ts";
import { pendingCookie, pendingOf, SITE, TOKEN, World } from "./world.ts";

const LINK = `latchkey-link=${encodeLink({ token: TOKEN, attempt: "a".repeat(43) })}`;

let world: World;
beforeEach(() => {
  world = new World();
});

const open = (query = "", cookie = LINK) =>
  world.signIn.confirmPage(new Request(`${SITE}/login/confirm${query}`, { headers: { cookie } }));
const textOf = async (query?: string, cookie?: string) => (await open(query, cookie)).text();

describe("the plain confirm page", () => {
  it("says whose link it is, has one form that posts the link's fingerprint, and spends nothing", async () => {
    const html = await textOf();
    expect(html).toContain("<dt>Account</dt><dd>ada@example.com</dd>");
    expect(html).toContain('<form method="post" action="/login/callback">');
    expect(html).toContain(`name="link" value="${await fingerprint(TOKEN)}"`);
    expect(html).toContain("<button>Continue</button>");
    expect(html).not.toContain(TOKEN);
    expect(world.spent).toEqual([]);
  });

  it("runs no script, is not cached, and sends its form with an Origin", async () => {
    const { headers } = await open();
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("same-origin");
  });

  it("escapes all text from outside", async () => {
    world.view = { name: '<b onload="x">', email: "a&b@example.com" };
    const html = await textOf();
    expect(html).toContain("Hello &lt;b onload=&quot;x&quot;&gt;");
    expect(html).toContain("a&amp;b@example.com");
  });

  it("shows the code, to be typed where it was requested, to people who choose that, and spends nothing", async () => {
    world.view = { codeElsewhere: "012345" };
    const html = await textOf();
    expect(html).toContain('<form action="/login/confirm"><input type="hidden" name="elsewhere">');
    expect(html).toContain("<button>Sign in where I asked</button>");
    expect(html).not.toContain("012345");
    const shown = await textOf("?elsewhere=");
    expect(shown).toContain('<p class="code">012345</p>');
    expect(shown).toContain('<a href="/login/confirm">Sign in here instead</a>');
    expect(world.spent).toEqual([]);
  });

  it("shows no code in the browser that asked, or for a link that is over", async () => {
    for (const view of [{ codeElsewhere: null }, { codeElsewhere: "012345", state: "used" as const }]) {
      world.view = view;
      expect(await textOf()).not.toContain("Sign in where I asked");
      expect(await textOf("?elsewhere=")).not.toContain("012345");
    }
  });

  it("passes the browser's identity to the deployment", async () => {
    const pending = pendingOf();
    await textOf("", `${LINK}; ${pendingCookie(pending)}`);
    await textOf();
    expect(world.peeks).toEqual([
      { token: TOKEN, browserHash: await browserHash(pending) },
      { token: TOKEN },
    ]);
  });

  it("says so if this browser asked for another address", async () => {
    expect(await textOf("", `${LINK}; ${pendingCookie(pendingOf("alice@example.com"))}`)).toContain(
      "You asked for a link for alice@example.com. This one signs you in as ada@example.com.",
    );
  });

  it("says so if somebody else is signed in, and lets them stay", async () => {
    world.view = { viewer: "other", viewerEmail: "eve@example.com" };
    const html = await textOf();
    expect(html).toContain("eve@example.com is signed in on this browser.");
    expect(html).toContain('<a href="/dashboard">Keep the current account</a>');
  });

  it("continues at once if the link's owner is signed in", async () => {
    world.view = { viewer: "same", next: "//evil.example" };
    const response = await open();
    expect([response.status, response.headers.get("location")]).toEqual([303, "/dashboard"]);
  });

  it.each([
    ["expired", "This link has expired", 'action="/login/renew"'],
    ["revoked", "This link no longer works", "Ask for a new link"],
    ["used", "This link has already been used", "Try once more"],
  ] as const)("explains a link that is %s, and what to do next", async (state, title, way) => {
    world.view = { state, email: null };
    const html = await textOf();
    expect(html).toContain(`<h1>${title}</h1>`);
    expect(html).toContain("This link was for a•••@example.com.");
    expect(html).toContain(way);
    expect(html).not.toContain("ada@example.com");
  });

  it("explains an unknown link, a browser without the cookie, and a server that cannot be reached", async () => {
    expect(await textOf("", "")).toContain("This browser does not have your link");
    expect(await textOf("?problem=unknown", "")).toContain("recognise this link");
    world.view = "unknown";
    expect(await textOf()).toContain("recognise this link");
    world.isPeekDown = true;
    const html = await textOf();
    expect(html).toContain("We could not reach the server");
    expect(html).toContain('<a href="/login/confirm">Try once more</a>');
    expect(world.failed).toEqual(["look"]);
  });

  it("without a link, offers the code to a browser that waits for one", async () => {
    const html = await textOf("", pendingCookie(pendingOf()));
    expect(html).toContain("<h1>Type the code, or open the link from the email here</h1>");
    expect(html).toContain('<a href="/login">Type the code</a>');
  });

  it("without a link, redirects somebody who is signed in", async () => {
    world.backend = { userIdOf: async () => "ada" };
    const response = await open("", pendingCookie(pendingOf()));
    expect([response.status, response.headers.get("location")]).toEqual([303, "/dashboard"]);
    expect((await open("?problem=unknown", "")).status).toBe(200);
  });

  it("says what went wrong with the last try, and offers to try again if the answer was lost", async () => {
    expect(await textOf("?problem=rate_limited&wait=40")).toContain("Try again in 40 seconds.");
    world.view = { state: "used" };
    expect(await textOf("?problem=unreachable")).toContain("<button>Continue</button>");
  });

  it("explains that a hook of the app refused the account", async () => {
    expect(await textOf("?problem=refused")).toContain("This account cannot sign in");
  });

  it("answers HEAD without calling Convex, and refuses POST", async () => {
    const head = new Request(`${SITE}/login/confirm`, { method: "HEAD", headers: { cookie: LINK } });
    expect((await world.signIn.confirmPage(head)).status).toBe(200);
    expect(world.peeks).toEqual([]);
    const post = new Request(`${SITE}/login/confirm`, { method: "POST", headers: { cookie: LINK } });
    expect((await world.signIn.confirmPage(post)).status).toBe(405);
  });
});
