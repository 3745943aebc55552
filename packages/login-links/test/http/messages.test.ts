import { describe, expect, it } from "@jest/globals";
import { readFlags } from "../../src/http/flags.ts";
import { codeMessage, isProblem, LINK_MESSAGES, PROBLEMS, waitInWords } from "../../src/http/messages.ts";
import { loginPath } from "../../src/http/paths.ts";

describe("messages", () => {
  it.each(PROBLEMS)("exist for %s", (problem) => {
    for (const message of [LINK_MESSAGES[problem], codeMessage(problem)]) {
      expect(message.title).toMatch(/^[A-Z].*[^.]$/);
      expect(message.text).toMatch(/[.]$/);
    }
  });

  it("do not exist for an unknown problem", () => {
    expect(isProblem("constructor")).toBe(false);
    expect(readFlags({ problem: "<b>", wait: "1e9", left: "-1" })).toEqual({
      problem: null,
      waitSeconds: null,
      attemptsLeft: null,
    });
    expect(readFlags({ problem: ["used", "used"], wait: "12", left: "3" })).toEqual({
      problem: null,
      waitSeconds: 12,
      attemptsLeft: 3,
    });
  });

  it.each([
    [0, "in 1 second"],
    [1, "in 1 second"],
    [59.2, "in 60 seconds"],
    [91, "in 2 minutes"],
    [600, "in 10 minutes"],
  ])("%p seconds: %s", (seconds, words) => expect(waitInWords(seconds)).toBe(words));
});

it("the link to /login has a readable next", () => {
  expect(loginPath("/settings/profile")).toBe("/login?next=/settings/profile");
  expect(loginPath("/a?b=c&d", { problem: "used" })).toBe("/login?next=/a%3Fb%3Dc%26d&problem=used");
});
