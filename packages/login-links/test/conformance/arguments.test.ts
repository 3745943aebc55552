import { describe, expect, it } from "@jest/globals";
import { readCommand } from "../../conformance/arguments.ts";

const read = (argv: string[], env = {}) => readCommand(argv, env).options;

describe("a site on this machine", () => {
  it.each([
    "http://localhost:3400",
    "http://127.0.0.1:3400",
    "http://app.localhost:3400/login",
    "http://[::1]:3400",
  ])("%s is accepted without a flag", (url) => {
    expect(read([url])).toMatchObject({ site: new URL(url).origin, home: "/dashboard", without: [] });
  });

  it("has its mailbox at its port plus 25, unless one is named", () => {
    expect(read(["http://localhost:3400"]).mailbox).toBe("http://localhost:3425");
    expect(read(["http://localhost:3400"], { MAILBOX_URL: "http://localhost:9" }).mailbox).toBe(
      "http://localhost:9",
    );
    expect(read(["http://localhost:3400", "--mailbox", "http://localhost:8"]).mailbox).toBe(
      "http://localhost:8",
    );
    expect(read(["http://localhost:3400", "--mail", "mail.mjs"])).not.toHaveProperty("mailbox");
  });
});

describe("any other site", () => {
  it.each([
    "https://example.com",
    "http://192.168.0.7:3000",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
  ])("%s is refused until the caller says that it is theirs", (url) => {
    expect(() => read([url])).toThrow("add --remote if the site is yours");
    expect(read([url, "--remote"]).site).toBe(new URL(url).origin);
  });
});

it.each([
  [[], "Which site?"],
  [["localhost:3000"], "is no http or https address"],
  [["http://localhost:1", "http://localhost:2"], "One URL at a time"],
  [["http://localhost:1", "--without", "cods"], 'There is no group "cods"'],
  [["http://localhost:1", "--labels", '{"mail":"E-Mail"}'], 'There is no label "mail"'],
  [["http://localhost:1", "--address", "me@example.com"], "needs a %s"],
  [["http://localhost:1", "--nonsense"], "--nonsense"],
])("%j is refused with a message", (argv, words) => {
  expect(() => read(argv)).toThrow(words);
});

it("accepts labels, and skips groups", () => {
  const argv = [
    "http://localhost:1",
    "--without",
    "code,race",
    "--labels",
    '{"email":"E-Mail"}',
    "--home",
    "/app",
  ];
  expect(read(argv)).toMatchObject({
    home: "/app",
    without: ["code", "race"],
    labels: { email: "E-Mail", continue: "Continue" },
  });
});
