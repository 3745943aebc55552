/**
 * A launch refuses a message by an upper bound of its template's size, because that needs no rendering. The bound must
 * never be below the real size.
 */
import { brandNamed } from "@/lib/brand/brand";
import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { renderCampaignTemplate } from "@/emails/campaign-template";
import { MAX_TEMPLATE_BYTES, mostTemplateBytes } from "@/emails/markdown/size";

const OPTIONS = {
  siteUrl: "https://app.example.com",
  brand: brandNamed("Acme", "Latchkey, 1 Key Street"),
};
const PIECES = [
  ...["a\n\n", "- a\n", "* a\n+ b\n", "1. a\n", "> a\n\n", "> > > a\n\n", "- - - a\n", "# a\n", "***\n\n"],
  ...["| a | b |\n", "a|b\n-|-\n|||\n", "`a` ", "[a](b) ", "![a](b) ", "<http://a.b> ", "http://a.b/é "],
  ...["www.a.b ", "a@b.cd ", "{{a}} ", "{{a|b}}", "_a_ ", "~~a~~ ", "&", '"', "<", "\\", "é", "😀 "],
  ...["    a\n\n", "```\na\n```\n", "- [ ] a\n", "a\\\n", "a  \nb", "plain words and nothing else, "],
];

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

async function templateBytes(body: string): Promise<number> {
  const draft = { subject: "Come in", preheader: "A door is open", body, buttonLabel: "Accept" };
  return bytesOf(JSON.stringify(await renderCampaignTemplate(draft, OPTIONS)));
}

it.each(PIECES)("the estimate for %j, repeated, is above the real size", async (piece) => {
  const body = piece.repeat(Math.floor(12_000 / piece.length));
  expect(mostTemplateBytes(body)).toBeGreaterThan(await templateBytes(body));
});

it("the estimate for any mixture of these is above the real size", async () => {
  const part = fc
    .tuple(fc.constantFrom(...PIECES), fc.integer({ min: 1, max: 300 }))
    .map(([piece, times]) => piece.repeat(times));
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 5 }), async (parts) => {
      const body = parts.join("").slice(0, 50_000);
      expect(mostTemplateBytes(body)).toBeGreaterThan(await templateBytes(body));
    }),
    { numRuns: 30 },
  );
}, 60_000);

it("a long letter with a thousand lines and a hundred links is far below the limit", () => {
  const body = "Words that somebody wrote, about forty six.\n".repeat(1_000) + "[here](/there) ".repeat(100);
  expect(mostTemplateBytes(body)).toBeLessThan(MAX_TEMPLATE_BYTES / 2);
});
