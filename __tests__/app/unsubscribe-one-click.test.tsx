/** @jest-environment node */
import { beforeEach, describe, expect, it, jest } from "@jest/globals";

const fetchMutation = jest.fn<(mutation: unknown, args: unknown) => Promise<{ ok: boolean }>>();
jest.unstable_mockModule("convex/nextjs", () => ({ fetchMutation }));
Object.assign(process.env, {
  NEXT_PUBLIC_CONVEX_URL: "https://happy-otter-1.convex.cloud",
  NEXT_PUBLIC_CONVEX_SITE_URL: "https://happy-otter-1.convex.site",
  SITE_URL: "https://latchkey.example",
  INTERNAL_PROXY_SECRET: "s".repeat(32),
});
const { GET, POST, PUT } = await import("@/app/unsubscribe/one-click/route");

const URL = "https://latchkey.example/unsubscribe/one-click?r=r1&s=s1";
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const post = (body: BodyInit | null, { url = URL, headers = {} } = {}) =>
  POST(new Request(url, { method: "POST", body, headers }));

beforeEach(() => {
  fetchMutation.mockReset().mockResolvedValue({ ok: true });
  jest.spyOn(console, "error").mockImplementation(() => undefined);
});

describe("POST", () => {
  it("unsubscribes with a form-encoded body, without cookie or origin", async () => {
    const { status } = await post("List-Unsubscribe=One-Click", { headers: FORM });
    expect(status).toBe(200);
    expect(fetchMutation).toHaveBeenCalledWith(expect.anything(), { recipient: "r1", signature: "s1" });
  });

  it("unsubscribes with a multipart body", async () => {
    const body = new FormData();
    body.set("List-Unsubscribe", "One-Click");
    expect((await post(body)).status).toBe(200);
  });

  it.each([
    ["no body", null, {}],
    ["another body", "List-Unsubscribe=Maybe", FORM],
    ["a body without an end", `List-Unsubscribe=One-Click&more=${"a".repeat(8_192)}`, FORM],
    ["JSON", '{"List-Unsubscribe":"One-Click"}', { "Content-Type": "application/json" }],
  ])("answers 400 to %s", async (_, body, headers) => {
    expect((await post(body, { headers })).status).toBe(400);
    expect(fetchMutation).not.toHaveBeenCalled();
  });

  it("answers 404 to a link that this site did not sign", async () => {
    fetchMutation.mockResolvedValue({ ok: false });
    expect((await post("List-Unsubscribe=One-Click", { headers: FORM })).status).toBe(404);
    const url = "https://latchkey.example/unsubscribe/one-click";
    expect((await post("List-Unsubscribe=One-Click", { url, headers: FORM })).status).toBe(404);
  });

  it("answers 503 when Convex cannot be reached, so that the mail program tries again", async () => {
    fetchMutation.mockRejectedValue(new Error("no connection"));
    expect((await post("List-Unsubscribe=One-Click", { headers: FORM })).status).toBe(503);
  });
});

it("refuses other methods, with the same security headers", async () => {
  expect((await PUT(new Request(URL, { method: "PUT" }))).status).toBe(405);
  for (const answer of [await GET(new Request(URL)), await post(null), await PUT(new Request(URL))])
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
});

it("GET leads to the page and changes nothing", async () => {
  const answer = await GET(new Request(URL));
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe("/unsubscribe?r=r1&s=s1");
  expect(fetchMutation).not.toHaveBeenCalled();
});
