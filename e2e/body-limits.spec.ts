/**
 * A server reads a request body only up to the length that its route needs, whether or not the request declares a
 * length.
 */
import http from "node:http";
import { addresses, siteUrl } from "./support/stack";
import { expect, test } from "./support/test";
import { OWN_FORM, send } from "./support/visitor";

const FORM = { ...OWN_FORM, "content-type": "application/x-www-form-urlencoded" };
const JSON_BODY = { ...OWN_FORM, "content-type": "application/json" };

const ON_NEXT: Record<string, [Record<string, string>, number]> = {
  "/api/auth/sign-out": [JSON_BODY, 413],
  "/login/callback": [FORM, 400],
  "/login/request": [FORM, 303],
  "/login/renew": [FORM, 303],
  "/logout": [FORM, 303],
  "/unsubscribe/change": [FORM, 303],
  "/unsubscribe/one-click?r=x&s=y": [FORM, 400],
};

for (const [path, [headers, expected]] of Object.entries(ON_NEXT)) {
  test(`POST ${path} with an endless body is answered before the body ends`, async () => {
    const { status, sent } = await sendEndless(path, headers);
    expect(status).toBe(expected);
    expect(sent).toBeLessThan(LONG);
  });

  test(`POST ${path} with a long Content-Length is answered before the body arrives`, async () => {
    const { status, sent } = await sendEndless(path, { ...headers, "content-length": String(1e9) }, 0);
    expect([status, sent]).toEqual([expected, 0]);
  });
}

test("a POST to a page is answered with 404, and only a limited part of its body is read", async () => {
  const { status } = await send("POST", "/login", { headers: FORM, body: "a".repeat(1_000_000) });
  expect(status).toBe(404);
});

const ON_CONVEX: Record<string, Record<string, string>> = {
  "/api/auth/sign-out": JSON_BODY,
  "/api/login-links": { ...JSON_BODY, authorization: "Bearer lk_x" },
  "/resend/webhook": { ...JSON_BODY, "svix-id": "x" },
};

for (const [path, headers] of Object.entries(ON_CONVEX)) {
  test(`POST ${path} on the Convex site refuses a long body`, async () => {
    const long = { headers, body: JSON.stringify({ email: "a".repeat(300_000) }) };
    expect((await send("POST", path, long, addresses.convexSite)).status).toBe(413);
  });
}

/** More bytes than the buffers between the client and the server can hold. */
const LONG = 64 * 1024 * 1024;
const CHUNK = Buffer.alloc(64 * 1024, "a");

/**
 * Sends a body until the response arrives or `most` bytes are sent. Returns the status and the number of bytes sent.
 */
function sendEndless(path: string, headers: Record<string, string>, most = LONG) {
  return new Promise<{ status: number; sent: number }>((resolve, reject) => {
    let sent = 0;
    const { hostname, port } = new URL(siteUrl);
    // The connection is kept alive, because the response is lost if the connection closes while the client is writing.
    const agent = new http.Agent({ keepAlive: true });
    const request = http.request({ hostname, port, method: "POST", path, headers, agent });
    const write = (): void => {
      while (sent < most) {
        sent += CHUNK.length;
        if (!request.write(CHUNK)) return void request.once("drain", write);
      }
    };
    request.on("response", (response) => {
      response.resume();
      request.destroy();
      resolve({ status: response.statusCode ?? 0, sent });
    });
    request.on("error", reject);
    request.flushHeaders();
    write();
  });
}
