import { beforeEach, expect, it } from "@jest/globals";
import { encodePending, nextPending, renewedPending } from "../../src/http/pending-cookie.ts";
import type { SignInState } from "../../src/http/state.ts";
import { encodeTyped } from "../../src/http/typed-cookie.ts";
import { NOW, OUR_FORM, SITE, World } from "./world.ts";

let world: World;
beforeEach(() => {
  world = new World();
});

async function stateOf(query: string, cookie = ""): Promise<SignInState> {
  const response = await world.signIn.state(
    new Request(`${SITE}/login/state${query}`, { headers: { cookie } }),
  );
  expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
  return (await response.json()) as SignInState;
}

const asked = nextPending(null, "ada@example.com", NOW - 20_000);

it("says nothing to a browser that has not asked", async () => {
  expect(await stateOf("")).toEqual({ asked: null, typed: null, problem: null });
});

it("says to the browser that asked which address it asked for, and how long it has to wait for the next email", async () => {
  expect(await stateOf("", `latchkey-pending=${encodePending(asked)}`)).toEqual({
    asked: { email: "ada@example.com", askedAt: NOW - 20_000, secondsUntilNext: 40 },
    typed: null,
    problem: null,
  });
});

it("uses the cooldown that the site configured", async () => {
  world.settings = { cooldownMs: 30_000 };
  const state = await stateOf("", `latchkey-pending=${encodePending(asked)}`);
  expect(state.asked?.secondsUntilNext).toBe(10);
});

it("does not show the address of an expired link that was renewed", async () => {
  const cookie = `latchkey-pending=${encodePending(renewedPending(asked, NOW))}`;
  expect((await stateOf("", cookie)).asked).toEqual({ email: null, askedAt: NOW, secondsUntilNext: 60 });
});

it("shows the form to somebody who wants another address, with the typed text and the error", async () => {
  const cookie = `latchkey-pending=${encodePending(asked)}; latchkey-typed=${encodeTyped("ada@")}`;
  const state = await stateOf("?another=&problem=invalid_email", cookie);
  expect(state).toMatchObject({ asked: null, typed: "ada@", problem: { reason: "invalid_email" } });
  expect(state.problem?.text).toMatch(/^That does not look like an email address\. /);
});

it("reads the problem with a code from the page's query, and ignores everything else there", async () => {
  const cookie = `latchkey-pending=${encodePending(asked)}`;
  const { problem } = await stateOf("?problem=unknown&left=1", cookie);
  expect(problem?.text).toMatch(/^That code is not right\. .* 1 try left\.$/);
  expect((await stateOf("?problem=rate_limited&wait=40", cookie)).problem?.text).toMatch(
    /Try again in 40 seconds\.$/,
  );
  expect((await stateOf("?problem=<b>", cookie)).problem).toBeNull();
});

it("says that cookies are off if a cookie is missing that was set a moment ago", async () => {
  const asking = await world.signIn.request(
    new Request(SITE, {
      method: "POST",
      headers: OUR_FORM,
      body: new URLSearchParams({ email: "ada@example.com", next: "/admin" }),
    }),
  );
  const { search } = new URL(asking.headers.get("location")!, SITE);
  expect((await stateOf(search)).problem).toMatchObject({ reason: "no_cookies" });
  expect((await stateOf(search, `latchkey-pending=${encodePending(asked)}`)).problem).toBeNull();
  expect((await stateOf(`${search}&problem=used`)).problem).toMatchObject({ reason: "used" });
  world.settings = { now: () => NOW + 120_000 };
  expect((await stateOf(search)).problem).toBeNull();
  expect((await stateOf("?asked=x")).problem).toBeNull();
});

it("says at most a minute, even if the cookie is from a server whose clock is ahead", async () => {
  const ahead = nextPending(null, "ada@example.com", NOW + 3_600_000);
  const { asked: seen } = await stateOf("", `latchkey-pending=${encodePending(ahead)}`);
  expect(seen?.secondsUntilNext).toBe(60);
});

it("calls no backend, and answers GET only", async () => {
  await stateOf("", `latchkey-pending=${encodePending(asked)}`);
  expect([world.peeks, world.asked]).toEqual([[], []]);
  expect((await world.signIn.state(new Request(SITE, { method: "POST" }))).status).toBe(405);
});
