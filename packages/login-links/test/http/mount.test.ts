/** The routes in `convex/http.ts` of an app that has no other server. */
import { expect, it } from "@jest/globals";
import { httpRouter } from "convex/server";
import { mountSignIn } from "../../src/http/mount.ts";
import { PATHS } from "../../src/http/paths.ts";
import { SITE, World } from "./world.ts";

type Handler = { _handler(ctx: object, request: Request): Promise<Response> };

function mounted(paths: Partial<typeof PATHS> = {}) {
  const http = httpRouter();
  let made = 0;
  mountSignIn(
    http,
    () => {
      made += 1;
      const world = new World();
      world.settings = { paths };
      return world.signIn;
    },
    paths,
  );
  const ask = async (method: "GET" | "HEAD" | "POST", path: string) => {
    const [handler] = http.lookup(path, method) ?? [];
    return (handler as unknown as Handler | undefined)?._handler({}, new Request(SITE + path, { method }));
  };
  return { ask, made: () => made };
}

it("answers all paths of the routes, HEAD separately from GET, and nothing else", async () => {
  const { ask, made } = mounted();
  expect(made()).toBe(0);
  expect((await ask("HEAD", "/login/callback"))?.status).toBe(204);
  expect((await ask("GET", "/login/callback"))?.headers.get("location")).toBe(
    "/login/confirm?problem=unknown",
  );
  for (const path of ["/login/callback", "/login/request", "/login/renew", "/logout"])
    expect((await ask("POST", path))?.status).toBe(403);
  for (const path of ["/login/confirm", "/login/state"]) expect((await ask("GET", path))?.status).toBe(200);
  expect(await ask("GET", PATHS.login)).toBeUndefined();
  expect(made()).toBe(8);
});

it("mounts the routes at the app's paths", async () => {
  const { ask } = mounted({ callback: "/enter/link" });
  expect((await ask("HEAD", "/enter/link"))?.status).toBe(204);
  expect(await ask("HEAD", "/login/callback")).toBeUndefined();
});
