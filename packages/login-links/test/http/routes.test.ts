/** One handler for all routes, for a catch-all file and for an app whose only server is Convex. */
import { beforeEach, expect, it } from "@jest/globals";
import { NAVIGATION, OUR_FORM, SITE, TOKEN, World } from "./world.ts";

let world: World;
beforeEach(() => {
  world = new World();
});

const ask = (path: string, init: RequestInit = {}) => world.signIn.answer(new Request(SITE + path, init));
const post = (path: string) => ask(path, { method: "POST", headers: OUR_FORM, body: new URLSearchParams() });

it.each([
  ["/login/request", "/login?next=/dashboard&another="],
  ["/login/renew", "/login/confirm"],
  ["/login/callback", "/login/confirm?problem=cookies_off"],
  ["/logout", "/login?problem=signed_out"],
])("answers a form sent to %s like the route itself", async (path, location) => {
  expect((await post(path)).headers.get("location")).toBe(location);
});

it("answers GET and HEAD by the path, with any query", async () => {
  const followed = await ask(`/login/callback?token=${TOKEN}`, { headers: NAVIGATION });
  expect(followed.headers.get("location")).toBe("/login/confirm");
  expect((await ask("/login/callback", { method: "HEAD" })).status).toBe(204);
  expect((await ask("/login/confirm?problem=used")).headers.get("content-type")).toMatch(/^text\/html/);
  expect(await (await ask("/login/state")).json()).toMatchObject({ asked: null });
});

it.each(["/login", "/login/", "/login/callback/", "/LOGIN/callback", "/login/nothing", "/"])(
  "answers 404 at %s",
  async (path) => {
    expect([(await ask(path)).status, (await post(path)).status]).toEqual([404, 404]);
  },
);

it("uses the paths that the app configured", async () => {
  world.settings = { paths: { login: "/enter", callback: "/enter/link", signOut: "/leave" } };
  expect((await post("/leave")).headers.get("location")).toBe("/enter?problem=signed_out");
  expect((await ask("/enter/link", { method: "HEAD" })).status).toBe(204);
  expect((await ask("/login/callback", { method: "HEAD" })).status).toBe(404);
});

it("exports one handler for each method of a route file", () => {
  const { routes, answer } = world.signIn;
  expect(routes).toEqual({ GET: answer, HEAD: answer, POST: answer });
});
