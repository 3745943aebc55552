import { brandNamed } from "@/lib/brand/brand";
import { describe, expect, it } from "@jest/globals";
import { JSDOM } from "jsdom";
import { type CampaignDraft, renderCampaignTemplate } from "../../emails/campaign-template";
import { fillCampaignTemplate } from "../../emails/fill-campaign-template";
import { inboxLineOf } from "../../emails/inbox-line";
import { MAX_MARKDOWN_LENGTH } from "../../emails/markdown/markdown";

const options = {
  siteUrl: "https://app.example.com",
  brand: brandNamed("Acme", "Latchkey Ltd\n1 Key Street\nLondon"),
};
const urls = {
  linkUrl: "https://app.example.com/login/callback?token=a_b-c&x=1",
  unsubscribeUrl: "https://app.example.com/unsubscribe?recipient=1&signature=2",
};
const draft: CampaignDraft = {
  subject: "{{firstName|Hello}}, come in",
  preheader: "For {{company|you}} only",
  body: "Dear **{{name|friend}}**,\n\nsee [yours](/t/{{company}}?for={{email}}) or https://x.example/{{company}}.\n\n- {{company|nobody}}",
  buttonLabel: "Open {{company|it}}",
};
const ada = { email: "ada@example.com", name: "Ada Lovelace", fields: { company: "A & B" } };
const hostile = `"><script>alert(1)</script>'\r\nBcc: all@example.com`;
const mallory = { email: "m@example.com", name: hostile, fields: { company: hostile } };
const nobody = { email: "n@example.com", fields: {} };

async function mailTo(recipient: typeof nobody & { name?: string }, changes: Partial<CampaignDraft> = {}) {
  const template = await renderCampaignTemplate({ ...draft, ...changes }, options);
  const mail = fillCampaignTemplate(template, recipient, urls);
  return { ...mail, template, document: new JSDOM(mail.html).window.document };
}
const hrefs = (document: Document) =>
  [...document.querySelectorAll("a")].map((link) => link.getAttribute("href"));

describe("a campaign's mail", () => {
  it("has merge fields filled in its subject, preheader, body and button", async () => {
    const { subject, document } = await mailTo(ada);
    expect(subject).toBe("Ada, come in");
    expect(document.querySelector("[data-skip-in-text]")?.textContent).toContain("For A & B only");
    expect(document.body.textContent).toContain("Dear Ada Lovelace,");
    expect(document.querySelector("a.button")?.textContent).toContain("Open A & B");
    expect(document.querySelector("li")?.textContent).toBe("A & B");
  });

  it("shows its first words in the inbox if it has no preheader", async () => {
    const { html } = await mailTo(ada, { preheader: " ", body: "Dear {{name}} & Co,\n\nhello" });
    expect(inboxLineOf(html)).toMatch(/^Acme Dear Ada Lovelace & Co, hello/);
    expect(inboxLineOf((await mailTo(ada)).html)).toBe("For A & B only");
  });

  it("declares the language and the direction of its text", async () => {
    const body = "# {{name|Ada}}, שלום\n\nברוכים הבאים\n\n- אחת\n\n> ציטוט\n\nHello {{name}}";
    const { document } = await mailTo(ada, { body });
    expect(document.documentElement.lang).toBe("he");
    const message = document.querySelector("div[lang]");
    expect([message?.getAttribute("lang"), message?.getAttribute("dir")]).toEqual(["he", "rtl"]);
    for (const paragraph of message!.querySelectorAll("p, h1"))
      expect(paragraph.getAttribute("dir")).toBe("auto");
    expect(message?.querySelector("ul")?.getAttribute("dir")).toBe("rtl");
    expect(message?.querySelector("ul")?.getAttribute("style")).toContain("padding:0 24px 0 0");
    expect(message?.querySelector("blockquote")?.getAttribute("style")).toContain("border-right:");
    expect(document.querySelector("a[href*='unsubscribe']")?.closest("[lang]")?.getAttribute("lang")).toBe(
      "en",
    );
  });

  it("in English is English, left to right", async () => {
    const { document } = await mailTo(ada, { body: "Hello\n\n- one" });
    expect(document.documentElement.lang).toBe("en");
    expect(document.querySelector("div[lang]")?.getAttribute("dir")).toBe("ltr");
    expect(document.querySelector("ul")?.getAttribute("style")).toContain("padding:0 0 0 24px");
  });

  it("contains the login link as a button and as text, and a link to unsubscribe", async () => {
    const { document, text } = await mailTo(ada);
    expect(document.querySelector("a.button")?.getAttribute("href")).toBe(urls.linkUrl);
    expect(document.querySelector("a.accent[href*=token]")?.textContent).toBe(urls.linkUrl);
    expect(hrefs(document)).toContain(urls.unsubscribeUrl);
    expect(text).toContain(`Open A & B:\n${urls.linkUrl}\n`);
    expect(text).toContain(`Unsubscribe: ${urls.unsubscribeUrl}\n`);
  });

  it("says whose link it is, to whom it was sent and by whom", async () => {
    const { document, text } = await mailTo(ada);
    for (const said of [document.body.textContent, text]) {
      expect(said).toContain("This link signs you in and works once");
      expect(said).toContain("Sent to ada@example.com by app.example.com");
      expect(said).toMatch(/Latchkey Ltd\s*1 Key Street\s*London/);
    }
  });

  it("has a plain text that reads like a letter", async () => {
    const { text } = await mailTo(ada);
    expect(text.split("\n").slice(0, 5)).toEqual([
      "Dear Ada Lovelace,",
      "",
      "see yours (https://app.example.com/t/A%20%26%20B?for=ada%40example.com) or https://x.example/A%20%26%20B.",
      "",
      "- A & B",
    ]);
  });

  it("uses the fallback, or nothing, for a missing value", async () => {
    const { subject, document, text } = await mailTo(nobody);
    expect(subject).toBe("Hello, come in");
    expect(document.body.textContent).toContain("Dear friend,");
    expect(hrefs(document)).toContain("https://app.example.com/t/?for=n%40example.com");
    expect(text).toContain("Open it:");
  });

  it("has colours for dark mode", async () => {
    const { html } = await mailTo(ada);
    expect(html).toContain("prefers-color-scheme: dark");
  });
});

describe("a recipient's data", () => {
  it("is escaped wherever it is inserted", async () => {
    const { subject, document, text, html } = await mailTo(mallory);
    const plain = await mailTo(ada);
    expect(document.querySelectorAll("script")).toHaveLength(0);
    expect(document.querySelectorAll("*")).toHaveLength(plain.document.querySelectorAll("*").length);
    expect(html).not.toContain(hostile);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).not.toMatch(/^Bcc/m);
    for (const href of hrefs(document)) expect(href).toMatch(/^https:\/\/(?:app|x)\.example/);
  });

  it("is not read as Markdown", async () => {
    const { document } = await mailTo({ ...nobody, name: "**[x](https://evil.example)**" });
    expect(document.body.textContent).toContain("Dear **[x](https://evil.example)**,");
  });

  it("is not searched for merge fields", async () => {
    const { subject } = await mailTo({ ...nobody, name: "{{email}}" });
    expect(subject).toBe("{{email}}, come in");
  });

  it.each([
    "https://{{company}}/x",
    "{{company}}",
    "https://{{company}}.example.com/",
    "javascript:{{company}}",
    "{{company}}:x",
  ])("cannot change the host of a link: %s", async (href) => {
    const company = "evil.example";
    const { document } = await mailTo({ ...nobody, fields: { company } }, { body: `[go](${href})` });
    for (const link of hrefs(document)) expect(new URL(link ?? "").host).toBe("app.example.com");
  });
});

describe("a template", () => {
  it("is JSON, and is the same each time for the same draft", async () => {
    const [one, other] = await Promise.all([1, 2].map(() => renderCampaignTemplate(draft, options)));
    expect(other).toEqual(one);
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
  });

  it("gives the same bytes after it was stored in a table", async () => {
    const template = await renderCampaignTemplate(draft, options);
    const kept = JSON.parse(JSON.stringify(template)) as typeof template;
    expect(fillCampaignTemplate(kept, ada, urls)).toEqual(fillCampaignTemplate(template, ada, urls));
  });

  it("distinguishes its slots from text that looks like a slot", async () => {
    const body = "slotq0t slotq1u slotq99t sl**ot**q0t slot&#113;0t {{name}}";
    const { text } = await mailTo(ada, { body });
    expect(text).toContain("slotq0t slotq1u slotq99t slotq0t slotq0t Ada Lovelace");
  });

  it("never cuts a merge field of a long preheader", async () => {
    const preheader = "{{a|x}}".repeat(28);
    const { document } = await mailTo(nobody, { preheader });
    expect(document.title).toBe("x".repeat(28));
  });

  it("accepts a body of the maximum length that is full of merge fields", async () => {
    const body = "{{a|b}} ".repeat(MAX_MARKDOWN_LENGTH / 8);
    const { text } = await mailTo(nobody, { body });
    expect(text.match(/b/g)?.length).toBeGreaterThanOrEqual(MAX_MARKDOWN_LENGTH / 8);
  });

  it("fills fields in code, tables, headings and pictures", async () => {
    const body = "# {{x}}\n\n`{{x}}`\n\n| {{x}} |\n|---|\n| b |\n\n![{{x}}](https://i.example/{{x}}.png)";
    const { document } = await mailTo({ ...nobody, fields: { x: "a/b" } }, { body });
    expect(document.querySelector("h1")?.textContent).toBe("a/b");
    expect(document.querySelector("code")?.textContent).toBe("a/b");
    expect(document.querySelector("th")?.textContent).toBe("a/b");
    expect(document.querySelector("img")?.getAttribute("src")).toBe("https://i.example/a%2Fb.png");
    expect(document.querySelector("img")?.getAttribute("alt")).toBe("a/b");
  });
});
