/** Whatever a request contains, links in our mails lead only to our own site, in HTML and in plain text. */
import { brandNamed } from "@/lib/brand/brand";
import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { JSDOM } from "jsdom";
import { renderMintedLinkEmail, renderSignInEmail } from "@/emails/render";
import { deviceName } from "@/lib/device";

const SITE = "https://latchkey.example";
const ADDRESS = "ada@example.com";
const OURS = {
  url: `${SITE}/login/callback?token=abc`,
  address: ADDRESS,
  siteUrl: SITE,
  brand: brandNamed("Acme"),
  expiresInMinutes: 15,
};
/**
 * The invisible characters with which React Email pads the preheader. No other character in a mail may be invisible.
 */
const PADDING = /[\u00a0\u200b-\u200f\ufeff]/gu;
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}]/u;
const HOST_OR_ADDRESS = /[\p{L}\p{N}+…-]+(?:[.。．｡@][\p{L}\p{N}-]+)+/gu;

const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.constantFrom(
        "evil.example",
        "https://evil.example/x",
        "www.evil.example",
        "evil。example",
        "\u202emoc.live",
        "ev\u200bil.example",
        '"><a href="https://evil.example">',
        "mailto:x@evil.example",
        "+1 800 555 0100",
        "\r\nBcc: x@evil.example\r\n",
        "192.0.2.1.evil.example",
        "Chrome/1",
      ),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(" "));

it("the sign-in email contains no text of a stranger, for any User-Agent, caller's address and plus tag", async () => {
  await fc.assert(
    fc.asyncProperty(
      hostile,
      hostile,
      fc.stringMatching(/^[a-z0-9._+-]{0,30}$/),
      async (userAgent, place, tag) => {
        const address = `ada+${tag}evil.example@example.com`;
        const requestedFrom = { device: deviceName(userAgent), place };
        expectHarmless(await renderSignInEmail({ ...OURS, address, code: "048213", requestedFrom }));
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

it("the email of a minted link contains no text of a stranger, for any name and inviter", async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (name) => {
      const invitation = { by: "boss+evil.example@example.com", as: "a marketer" };
      expectHarmless(await renderMintedLinkEmail({ ...OURS, name, invitation }));
    }),
    { numRuns: 40 },
  );
}, 60_000);

function expectHarmless({ subject, html, text }: { subject: string; html: string; text: string }): void {
  const { document } = new JSDOM(html).window;
  for (const link of document.querySelectorAll("[href]")) expect(link.getAttribute("href")).toBe(OURS.url);
  for (const read of [subject, readable(document), text]) {
    expect(read.replace(PADDING, "")).not.toMatch(UNSEEN);
    for (const [found] of read.replaceAll(OURS.url, "").matchAll(HOST_OR_ADDRESS)) expectOurs(found);
  }
}

/** The document's text with spaces between elements, so that text in two elements is not read as one word. */
function readable(document: Document): string {
  document.querySelectorAll("style").forEach((style) => style.remove());
  const walker = document.createTreeWalker(document.body, 4);
  const texts: string[] = [];
  for (let parent: Node | null = null; walker.nextNode(); parent = walker.currentNode.parentNode) {
    if (walker.currentNode.parentNode !== parent) texts.push(" ");
    texts.push(walker.currentNode.textContent ?? "");
  }
  return texts.join("");
}

function expectOurs(found: string): void {
  const isAddress = /^(?:(?:ada|boss)(?:\+…)?@)?example\.com$/.test(found) || /^…@example\.com$/.test(found);
  const isIp = /^\d+\.\d+\.\d+\.\d+$/.test(found);
  expect([found, isAddress || isIp || found === "latchkey.example"]).toEqual([found, true]);
}
