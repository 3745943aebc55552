import { describe, expect, it } from "@jest/globals";
import { refusedInMessage } from "../../emails/refused-addresses";

const refused = (body: string) => refusedInMessage(body, "http://localhost:3000");

describe("addresses that the mail leaves out", () => {
  it.each([
    ["[a](https://ok.example) and [b](/welcome), https://ok.example, [m](mailto:a@example.com)", []],
    [
      "[a](javascript:alert(1)) ![b](data:image/png;base64,AA==)",
      ["javascript:alert(1)", "data:image/png;base64,AA=="],
    ],
    ["[a](https://bank.example@evil.example/)", ["https://bank.example@evil.example/"]],
    ["[words](https://…)", ["https://…"]],
    ["[a]()", [""]],
    ["[a](ftp://x) [b](ftp://x)", ["ftp://x"]],
  ])("of %j are %j", (body, addresses) => expect(refused(body)).toEqual(addresses));

  it("are shown with their merge fields as they were written", () => {
    expect(refused("[a](https://{{Company|our team}}.example/{{first name}}) ![b](data:{{ x }})")).toEqual([
      "https://{{Company|our team}}.example/{{first name}}",
      "data:{{x}}",
    ]);
  });

  it("hold a merge field in the path or the query: those are links", () => {
    expect(refused("[a](https://ok.example/{{company}}?who={{email}}) [b]({{link}})")).toEqual([]);
  });
});
