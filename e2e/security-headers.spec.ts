/** The headers that every response has, whether it is a page, a route, a file or an error. */
import { expect, test } from "./support/test";
import { NAVIGATION, send } from "./support/visitor";

const EVERYWHERE: [string, string][] = [
  ["GET", "/"],
  ["GET", "/login"],
  ["GET", "/dashboard"],
  ["GET", "/nowhere"],
  ["GET", "/api/nope"],
  ["GET", "/api/health"],
  ["GET", "/api/auth/get-session"],
  ["GET", "/api/auth/error?error=x"],
  ["GET", "/brand/mark.svg"],
  ["GET", "/brand/picture.png"],
  ["GET", "/og.png"],
  ["GET", "/login/callback"],
  ["GET", "/login/request"],
  ["GET", "/login/renew"],
  ["GET", "/logout"],
  ["GET", "/confirm/callback"],
  ["GET", "/unsubscribe"],
  ["GET", "/unsubscribe/change"],
  ["GET", "/unsubscribe/one-click"],
  ["GET", "/admin/campaigns/x/mail"],
  ["HEAD", "/login/callback"],
  ["PUT", "/login/callback"],
  ["OPTIONS", "/login/request"],
  ["DELETE", "/api/health"],
  ["PATCH", "/api/auth/sign-out"],
  ["POST", "/login"],
  ["POST", "/login/callback"],
  ["POST", "/logout"],
  ["POST", "/confirm/callback"],
  ["POST", "/nowhere"],
];

for (const [method, path] of EVERYWHERE) {
  test(`${method} ${path}`, async () => {
    const { headers, status } = await send(method, path, { headers: NAVIGATION });
    expect(status).toBeLessThan(500);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": expect.stringMatching(/^(DENY|SAMEORIGIN)$/),
      "referrer-policy": expect.stringMatching(/^(same-origin|no-referrer)$/),
      "content-security-policy": expect.stringContaining("frame-ancestors"),
    });
    expect(headers["x-powered-by"]).toBeUndefined();
  });
}

for (const path of ["/_next/static/nope.js", "/_next/image?url=x&w=1&q=1", "/%zz", "/%E0%A4%A"]) {
  test(`GET ${path} has the right content type, and nosniff`, async () => {
    const { headers, status } = await send("GET", path, { headers: NAVIGATION });
    expect(status).toBeLessThan(500);
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });
}

const NO_ACTION_AND_ONE: Record<string, string>[] = [{}, { "next-action": "0".repeat(42) }];

/** Each request is sent with and without the header that makes Next treat it as a server action. */
test("a form from another site is refused without a log line", async () => {
  const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  const types = ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"];
  for (const path of ["/login", "/login/confirm", "/unsubscribe", "/", "/login/request", "/login/renew"]) {
    for (const type of types) {
      for (const action of NO_ACTION_AND_ONE) {
        const headers = { ...foreign, ...action, "content-type": type };
        const { status, setCookies } = await send("POST", path, { headers, body: "email=a@example.com" });
        expect([path, type, [403, 404].includes(status), setCookies]).toEqual([path, type, true, []]);
      }
    }
  }
});
