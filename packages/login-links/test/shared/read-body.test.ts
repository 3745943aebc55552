import { describe, expect, it } from "@jest/globals";
import { readBody, readText } from "../../src/shared/read-body.ts";

const LIMIT = 1_000;
const URL = "https://latchkey.example/";

/** A request with a stream as its body. `headers` may declare any length. `sent` returns how many bytes were read. */
function chunked(length: number, headers: Record<string, string> = {}) {
  const chunk = 100;
  let sent = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent >= length) return controller.close();
        sent += chunk;
        controller.enqueue(new Uint8Array(chunk).fill(97));
      },
    },
    { highWaterMark: 0 },
  );
  return {
    request: new Request(URL, { method: "POST", headers, body, duplex: "half" } as RequestInit),
    sent: () => sent,
  };
}

describe("a body", () => {
  it("is read completely up to its limit", async () => {
    expect(await readText(new Request(URL, { method: "POST", body: "a".repeat(LIMIT) }), LIMIT)).toHaveLength(
      LIMIT,
    );
    expect(await readBody(chunked(LIMIT).request, LIMIT)).toHaveLength(LIMIT);
    expect(await readBody(new Request(URL), LIMIT)).toHaveLength(0);
  });

  it("is not read at all if its Content-Length is over the limit", async () => {
    const { request, sent } = chunked(LIMIT, { "content-length": String(LIMIT + 1) });
    expect(await readBody(request, LIMIT)).toBeNull();
    expect(sent()).toBe(0);
  });

  it.each(["", "-1", "0", "nonsense", "1e99x"])(
    "without an end is read only up to the limit, even if its Content-Length is %p",
    async (length) => {
      const { request, sent } = chunked(Infinity, length === "" ? {} : { "content-length": length });
      expect(await readBody(request, LIMIT)).toBeNull();
      expect(sent()).toBeLessThanOrEqual(LIMIT + 100);
    },
  );
});
