import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { forgetKeptText, keepText, keptText } from "@/app/(app)/kept-text";
import { askForSession, askForToken } from "@/lib/auth-client";
import { untilAnswered } from "@/lib/until-answered";

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

function answering(status: number, body: string, type = "application/json") {
  globalThis.fetch = () => {
    const headers = new Map([["content-type", type]]);
    const response = { status, headers, json: async () => JSON.parse(body) as unknown };
    return Promise.resolve(response as unknown as Response);
  };
}

describe("an answer of Better Auth about the session", () => {
  test("is taken as given if it says that somebody is signed in, or nobody", async () => {
    answering(200, '{"session":{"id":"s1"},"user":{"id":"u1"}}');
    expect(await askForSession()).toBe("u1");
    answering(200, "null", "application/json; charset=utf-8");
    expect(await askForSession()).toBeNull();
    answering(200, '{"token":"jwt"}');
    expect(await askForToken()).toBe("jwt");
    answering(401, '{"message":"Unauthorized"}');
    expect(await askForToken()).toBeNull();
  });

  const PAGE = "<h1>Welcome to our Wi-Fi</h1>";
  test.each([
    [200, PAGE, "text/html"],
    [401, PAGE, "text/html"],
    [200, "null", "text/html"],
    [200, "", ""],
    [429, "null", "application/json"],
    [500, "null", "application/json"],
    [503, '{"user":{"id":"u1"},"token":"jwt"}', "application/json"],
    [200, "{}", "application/json"],
    [200, '{"user":{"id":1},"token":null}', "application/json"],
    [200, "[", "application/json"],
  ])("is not %d %j (%s)", async (status, body, type) => {
    answering(status, body, type);
    await expect(askForSession()).rejects.toThrow();
    await expect(askForToken()).rejects.toThrow();
  });

  test("is not a lost connection", async () => {
    globalThis.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
    await expect(askForSession()).rejects.toThrow();
    await expect(askForToken()).rejects.toThrow();
  });
});

describe("asking for the session until there is an answer", () => {
  beforeEach(() => void jest.useFakeTimers());

  function failing(times: number) {
    return jest.fn(() => (times-- > 0 ? Promise.reject(new Error("no")) : Promise.resolve("yes")));
  }
  const advance = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  test("never gives up, and waits longer each time, up to half a minute", async () => {
    jest.spyOn(Math, "random").mockReturnValue(1);
    const ask = failing(10);
    const answer = untilAnswered(ask);
    await advance(0);
    for (const [index, wait] of [
      500,
      1_000,
      2_000,
      4_000,
      8_000,
      16_000,
      ...Array<number>(4).fill(30_000),
    ].entries()) {
      await advance(wait - 1);
      expect(ask).toHaveBeenCalledTimes(index + 1);
      await advance(1);
    }
    expect(await answer).toBe("yes");
  });

  test("adds a random delay, so that open pages do not all ask at the same moment", async () => {
    jest.spyOn(Math, "random").mockReturnValue(0);
    const ask = failing(1);
    void untilAnswered(ask);
    await advance(250);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  test.each([
    ["the connection is back", () => window.dispatchEvent(new Event("online"))],
    ["the page becomes visible", () => document.dispatchEvent(new Event("visibilitychange"))],
  ])("asks at once when %s", async (_, happen) => {
    const ask = failing(1);
    const answer = untilAnswered(ask);
    await advance(0);
    happen();
    expect(await answer).toBe("yes");
    happen();
    await advance(60_000);
    expect(ask).toHaveBeenCalledTimes(2);
  });
});

describe("text that is not saved yet", () => {
  afterEach(() => sessionStorage.clear());

  test("is kept for the account that typed it, and shown to no other", () => {
    keepText("anna", "draft.1", { subject: "Hi" });
    expect(keptText("anna", "draft.1")).toEqual({ subject: "Hi" });
    expect(keptText("anna", "draft.2")).toBeNull();
    expect(keptText("ben", "draft.1")).toBeNull();
  });

  test("is removed when it is saved and when somebody signs out", () => {
    keepText("anna", "draft.1", { subject: "Hi" });
    keepText("anna", "draft.1", null);
    expect(keptText("anna", "draft.1")).toBeNull();
    sessionStorage.setItem("somebody-elses", "stays");
    keepText("anna", "draft.1", { subject: "Hi" });
    forgetKeptText();
    expect(keptText("anna", "draft.1")).toBeNull();
    expect(sessionStorage.getItem("somebody-elses")).toBe("stays");
  });

  test("is ignored if the storage holds something unreadable", () => {
    keepText("anna", "draft.1", { subject: "Hi" });
    for (const name of Object.keys(sessionStorage)) sessionStorage.setItem(name, "{");
    expect(keptText("anna", "draft.1")).toBeNull();
  });
});
