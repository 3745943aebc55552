import { afterEach, expect, it, jest } from "@jest/globals";
import { reportRequestError } from "@/lib/server/error-report";
import { newRequestId, requestIdFor, requestIdIn } from "@/lib/request-id";

afterEach(() => void jest.restoreAllMocks());

it("an error of a page is logged with the digest that the page shows and the id of the request", async () => {
  const lines = jest.spyOn(console, "error").mockImplementation(() => undefined);
  const error = Object.assign(new Error("no"), { digest: "42" });
  const headers = { "x-request-id": "54e276c8", cookie: "latchkey-link=secret" };
  await reportRequestError(error, { path: "/login/confirm?token=secret", method: "GET", headers }, {
    routerKind: "App Router",
    routePath: "/login/confirm",
    routeType: "render",
    renderSource: "react-server-components",
    revalidateReason: undefined,
    renderType: "dynamic",
  } as Parameters<typeof reportRequestError>[2]);
  const line = String(lines.mock.calls[0]?.[0]);
  expect(line).toMatch(/request\.failed .*requestId=54e276c8 .*path=\/login\/confirm\?token=\[redacted\]/);
  expect(line).toContain("digest=42");
  expect(line).not.toContain("secret");
});

it("a request has one id, whatever id its caller sends", () => {
  const request = new Request("https://latchkey.example", { headers: { "x-request-id": "made-up" } });
  expect(requestIdFor(request)).toBe(requestIdFor(request));
  expect(requestIdFor(request)).not.toBe("made-up");
  expect(requestIdFor(new Request("https://latchkey.example"))).not.toBe(requestIdFor(request));
  expect(newRequestId()).toMatch(/^[\w-]{8,64}$/);
  expect(requestIdIn(new Headers())).toBeUndefined();
});
