import { describe, expect, it } from "@jest/globals";
import { parseReplyTo, replyToOf } from "../../lib/reply-to";

describe("the reply address", () => {
  it.each([
    ["", []],
    [" team@x.example ", ["team@x.example"]],
    ["Team@X.example", ["team@x.example"]],
    ["Team <team@x.example>", ['"Team" <team@x.example>']],
    ['"Team, Sales" <team@x.example>', ['"Team, Sales" <team@x.example>']],
    ["Müller & Söhne <m@x.example>", ['"Müller & Söhne" <m@x.example>']],
    ["<team@x.example>", ["team@x.example"]],
    ["a@x.example, B <b@x.example>; c@x.example", ["a@x.example", '"B" <b@x.example>', "c@x.example"]],
  ])("%j is %j", (written, addresses) => expect(parseReplyTo(written)).toEqual(addresses));

  it.each(["nobody", "team@", "Team <nobody>", "a@x.example, nobody", "a@x.example b@x.example", "<>"])(
    "%j is refused",
    (written) => expect(parseReplyTo(written)).toBeNull(),
  );

  it("cannot begin another header", () => {
    expect(parseReplyTo("Team\r\nBcc: all@x.example <team@x.example>")).toBeNull();
    expect(parseReplyTo("team@x.example\u2028Bcc: all@x.example")).toBeNull();
  });

  it("is omitted if it is empty, and may be a list", () => {
    expect(replyToOf(undefined)).toEqual({});
    expect(replyToOf("a@x.example")).toEqual({ replyTo: "a@x.example" });
    expect(replyToOf("a@x.example,b@x.example")).toEqual({ replyTo: ["a@x.example", "b@x.example"] });
  });
});
