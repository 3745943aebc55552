import { describe, expect, it } from "@jest/globals";
import { repeatingConflicts } from "../../src/http/repeating-conflicts.ts";

const CONFLICT = {
  code: "OptimisticConcurrencyControlFailure",
  message: "Documents read from or written to …",
};
const conflict = () => Response.json(CONFLICT, { status: 503 });
const success = () => Response.json({ status: "success", value: 1 });

/**
 * Convex gives these answers in order, and then repeats the last one. The clock advances only while the call waits, and
 * by `tryMs` for each try.
 */
function convex(answers: (() => Response)[], { budgetMs = 10_000, tryMs = 0 } = {}) {
  const sent: { input: unknown; init: unknown }[] = [];
  const [waits, conflicts]: number[][] = [[], []];
  let now = 0;
  const send: typeof fetch = async (input, init) => {
    sent.push({ input, init });
    now += tryMs;
    return (answers[sent.length - 1] ?? answers.at(-1)!)();
  };
  const call = repeatingConflicts(send, {
    budgetMs,
    now: () => now,
    onConflict: (tries) => conflicts!.push(tries),
    wait: async (ms) => {
      waits!.push(ms);
      now += ms;
    },
  });
  return { call, sent, waits: waits!, conflicts: conflicts!, passed: () => now };
}

describe("a call that failed with a conflict", () => {
  it("is sent again unchanged until it succeeds", async () => {
    const { call, sent, waits, conflicts } = convex([conflict, conflict, success]);
    const answer = await call("https://convex.example/api/mutation", { method: "POST", body: "{}" });
    expect(await answer.json()).toEqual({ status: "success", value: 1 });
    expect(sent).toHaveLength(3);
    expect(sent[2]).toEqual(sent[0]);
    expect(waits).toHaveLength(2);
    expect(conflicts).toEqual([1, 2]);
  });

  it("waits a random and growing time, up to two seconds", async () => {
    const { call, waits } = convex([conflict], { budgetMs: 60_000 });
    await call("https://convex.example");
    waits.forEach((ms, i) => expect(ms).toBeLessThanOrEqual(Math.min(2_000, 200 * 2 ** i)));
    expect(new Set(waits).size).toBe(waits.length);
    expect(Math.max(...waits)).toBeGreaterThan(400);
  });

  it("is given up when the time is over, and the caller gets the last response unread", async () => {
    const { call, sent, passed } = convex([conflict], { budgetMs: 3_000, tryMs: 100 });
    const answer = await call("https://convex.example");
    expect([answer.status, await answer.json()]).toEqual([503, CONFLICT]);
    expect(sent.length).toBeGreaterThan(2);
    expect(passed()).toBeLessThanOrEqual(3_000 + 100);
  });

  it("is not sent again if one try takes the whole time", async () => {
    const { call, sent } = convex([conflict], { budgetMs: 500, tryMs: 800 });
    await call("https://convex.example");
    expect(sent).toHaveLength(1);
  });
});

describe("any other answer is returned at once", () => {
  it.each<[string, () => Response]>([
    ["a success", success],
    ["a function's own error", () => Response.json({ status: "error", errorMessage: "no" }, { status: 560 })],
    ["another 503", () => Response.json({ code: "TooManyConcurrentRequests", message: "" }, { status: 503 })],
    ["a 503 of a proxy", () => new Response("<h1>OptimisticConcurrencyControlFailure</h1>", { status: 503 })],
    ["a 503 that is null", () => new Response("null", { status: 503 })],
    ["the same code under another status", () => Response.json(CONFLICT, { status: 500 })],
  ])("%s", async (_, answer) => {
    const { call, sent } = convex([answer, success]);
    const received = await call("https://convex.example");
    expect(received.status).toBe(answer().status);
    expect(received.bodyUsed).toBe(false);
    expect(sent).toHaveLength(1);
  });

  it("and a network error too, because the call may have succeeded", async () => {
    const call = repeatingConflicts(() => Promise.reject(new TypeError("fetch failed")), {
      budgetMs: 10_000,
    });
    await expect(call("https://convex.example")).rejects.toThrow("fetch failed");
  });
});
