import { brandNamed } from "@/lib/brand/brand";
import { describe, expect, it } from "@jest/globals";
import { renderCampaignTemplate } from "../../emails/campaign-template";
import { fillCampaignTemplate } from "../../emails/fill-campaign-template";
import { firstWordsOfMessage, GMAIL_CLIPS_AT, mailBytes, rejectedInMessage } from "../../emails/draft-checks";

const rejected = (body: string) => rejectedInMessage(body, "http://localhost:3000");

describe("the preview text of a message", () => {
  const words = (body: string) => firstWordsOfMessage(body, "http://localhost:3000");

  it.each([
    ["# Hello {{firstName|there}}\n\nYou are **invited**.", "Hello {{firstName|there}} You are invited."],
    ["See [the page](https://x.example/a), ![our door](https://x.example/b.png)", "See the page, our door"],
    [" \n ", ""],
  ])("for %j is %j", (body, shown) => expect(words(body)).toBe(shown));

  it("ends between two words, never inside a variable", () => {
    const long = "word ".repeat(26) + "{{a long variable|with a long fallback}}";
    expect(words(`${long} and more of it`)).toBe(long);
    expect(words("word ".repeat(100)).length).toBeLessThanOrEqual(140);
  });
});

describe("links that the mail leaves out", () => {
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
  ])("in %j are %j", (body, addresses) => expect(rejected(body)).toEqual(addresses));

  it("are shown with their merge fields as they were written", () => {
    expect(rejected("[a](https://{{Company|our team}}.example/{{first name}}) ![b](data:{{ x }})")).toEqual([
      "https://{{Company|our team}}.example/{{first name}}",
      "data:{{x}}",
    ]);
  });

  it("do not include links with a merge field in the path or the query", () => {
    expect(rejected("[a](https://ok.example/{{company}}?who={{email}}) [b]({{link}})")).toEqual([]);
  });
});

describe("the size of the mail", () => {
  const SITE = "http://localhost:3000";
  const mailOf = async (draft: { preheader: string; body: string }) => {
    const options = { siteUrl: SITE, brand: brandNamed("Acme", "1 Key Street") };
    const template = await renderCampaignTemplate({ ...draft, subject: "s", buttonLabel: "b" }, options);
    const urls = {
      linkUrl: `${SITE}/login/callback?token=${"a".repeat(43)}`,
      unsubscribeUrl: `${SITE}/unsubscribe?r=${"a".repeat(32)}&s=${"b".repeat(43)}`,
    };
    return fillCampaignTemplate(template, { email: "ada@example.com", fields: {} }, urls).html;
  };

  it.each([
    ["", "Hello"],
    ["A door is open", "Hello {{firstName|there}}"],
    ["", "para **b** [l](https://x.example)\n\n- a\n- b\n\n".repeat(300)],
  ])(
    "is estimated without rendering it, to within a few hundred bytes: %j, %.10s",
    async (preheader, body) => {
      const real = new TextEncoder().encode(await mailOf({ preheader, body })).length;
      expect(Math.abs(mailBytes({ preheader, body }, SITE) - real)).toBeLessThan(600);
    },
  );

  it("exceeds Gmail's limit for 49,000 characters of short paragraphs, but not of prose", () => {
    const short = { preheader: "", body: "Do come.\n\n- one\n- two\n\n".repeat(2_000).slice(0, 49_000) };
    const prose = { preheader: "", body: "Words that somebody wrote. ".repeat(1_800).slice(0, 49_000) };
    expect(mailBytes(short, SITE)).toBeGreaterThan(GMAIL_CLIPS_AT);
    expect(mailBytes(prose, SITE)).toBeLessThan(GMAIL_CLIPS_AT);
  });
});
