/** Of Better Auth's endpoints, only those that the app uses are reachable, both through Next and on the Convex site. */
import { convex } from "@convex-dev/better-auth/plugins";
import { betterAuth } from "better-auth/minimal";
import { signIn } from "./support/pages";
import { addresses, siteUrl } from "./support/stack";
import { expect, test } from "./support/test";
import { send } from "./support/visitor";

const SERVED = [
  "GET /get-session",
  "POST /sign-out",
  "GET /convex/token",
  "GET /convex/jwks",
  "GET /convex/.well-known/openid-configuration",
];
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/**
 * The paths of all endpoints of a Better Auth instance with the same plugin. They are read from the instance, so that
 * new endpoints of later versions are tested too.
 */
const PATHS = [...new Set(Object.values(everyEndpoint()).flatMap(({ path }) => (path ? [path] : [])))];

function everyEndpoint(): Record<string, { path?: string }> {
  const providers = [{ domain: "https://convex.example", applicationID: "convex" }];
  return betterAuth({ secret: "s".repeat(32), plugins: [convex({ authConfig: { providers } })] })
    .api as never;
}

const SPELLINGS = [
  (path: string) => path,
  (path: string) => `${path}/`,
  (path: string) => `/${path}`,
  (path: string) => path.toUpperCase(),
  (path: string) => `${path}?x=/get-session`,
  (path: string) => path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  (path: string) => `/get-session/..${path}`,
  (path: string) => `/get-session%2f..${path}`,
  (path: string) => `${path};x`,
  (path: string) => `${path}%00`,
];

test("a Better Auth instance has many more endpoints than are served", () => {
  expect(PATHS.length).toBeGreaterThan(25);
  for (const served of SERVED) expect(PATHS).toContain(served.split(" ")[1]);
});

for (const [where, base] of Object.entries({
  "through Next": siteUrl,
  "on the Convex site": addresses.convexSite,
})) {
  for (const method of METHODS) {
    test(`${method} ${where}: an unused endpoint gets the same answer as an unknown path`, async ({
      page,
      mailbox,
      address,
    }) => {
      await signIn(page, mailbox, address);
      const cookies = await page.context().cookies();
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
      const headers = { cookie, origin: siteUrl, "content-type": "application/json" };
      const ask = (path: string) =>
        send(
          method,
          `/api/auth${path}`,
          { headers, ...(["GET", "HEAD"].includes(method) ? {} : { body: '{"name":"x"}' }) },
          base,
        );
      const { status, body } = await ask("/never-was");
      expect(status).toBe(404);
      for (const path of PATHS.filter((candidate) => !SERVED.includes(`${method} ${candidate}`))) {
        for (const spell of SPELLINGS) {
          const answer = await ask(spell(path));
          // Next redirects to the normalised path before any of our code runs.
          if (answer.status === 308) continue;
          const isServed = SERVED.includes(`${method} ${resolved(spell(path))}`);
          if (!isServed) expect.soft([spell(path), answer.status]).toEqual([spell(path), 404]);
          if (spell(path) === path) {
            expect
              .soft([path, answer.body.replace(path, "")])
              .toEqual([path, body.replace("/never-was", "")]);
          }
          expect.soft(answer.setCookies).toEqual([]);
        }
      }
    });
  }
}

test("Better Auth's error page does not show text from its URL", async () => {
  for (const base of [siteUrl, addresses.convexSite]) {
    const path = "/api/auth/error?error=x&error_description=Call+us+now";
    expect((await send("GET", path, {}, base)).body).not.toContain("Call us now");
  }
});

function resolved(path: string): string {
  return new URL(`http://x${path}`).pathname;
}
