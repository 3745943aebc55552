import { brandNamed } from "@/lib/brand/brand";
import { describe, expect, it } from "@jest/globals";
import { renderConfirmationEmail, renderMintedLinkEmail, renderSignInEmail } from "@/emails/render";
import { durationInWords } from "@/lib/messages/durations";
import { originInWords } from "@/lib/messages/origin";

const url = "https://latchkey.example/login/callback?token=abc-_123";
const signIn = {
  url,
  code: "048213",
  address: "ada@example.com",
  requestedFrom: { device: "Chrome on macOS", place: "203.0.113.7" },
  expiresInMinutes: 15,
  siteUrl: "https://latchkey.example",
  brand: brandNamed("Acme"),
};
const minted = {
  url,
  address: "ada@example.com",
  name: "Ada",
  expiresInMinutes: 60,
  siteUrl: signIn.siteUrl,
  brand: signIn.brand,
};

describe("the sign-in email", () => {
  it("contains the link, the code, who asked and from where, in HTML and in plain text", async () => {
    const { html, text } = await renderSignInEmail(signIn);
    for (const body of [html, text]) {
      for (const part of [url, "048213", "ada@example.com", "Chrome on macOS", "203.0.113.7", "15 minutes"]) {
        expect(body).toContain(part);
      }
    }
    expect(text).toContain("If it was not you, ignore this email");
    expect(text).not.toMatch(/[<>]/);
  });

  it("has neither the link nor the code in its subject and preheader", async () => {
    const { subject, html } = await renderSignInEmail(signIn);
    const preheader = /display:none.*?<\/div>/.exec(html)?.[0] ?? "";
    expect(preheader).toContain("Your link and your code");
    for (const shown of [subject, preheader]) expect(shown).not.toMatch(/048213|token/);
  });

  it("says in its subject what it is for", async () => {
    expect((await renderSignInEmail(signIn)).subject).toBe("Sign in to Acme");
  });

  it("does not mention an unknown origin", async () => {
    const { text } = await renderSignInEmail({ ...signIn, requestedFrom: { device: null, place: null } });
    expect(text).toContain("Requested for ada@example.com. If");
  });

  it("is the same byte for byte when it is rendered again", async () => {
    expect(await renderSignInEmail(signIn)).toEqual(await renderSignInEmail(signIn));
  });

  it("has colours for dark mode, and loads nothing from elsewhere", async () => {
    const { html } = await renderSignInEmail(signIn);
    expect(html).toContain("prefers-color-scheme: dark");
    expect(html).not.toMatch(/<img|<script|<link|@import|url\(/);
  });
});

describe("the email that asks somebody to confirm their identity", () => {
  const { url, code, address, expiresInMinutes, siteUrl, brand } = signIn;
  const confirmation = { url, code, address, expiresInMinutes, siteUrl, brand };

  it("contains the link, the code and what to do if they did not ask, and no code in its preview text", async () => {
    const { subject, html, text } = await renderConfirmationEmail(confirmation);
    for (const body of [html, text])
      for (const part of [url, code, "15 minutes", "somebody else is using your account"])
        expect(body).toContain(part);
    const preheader = /display:none.*?<\/div>/.exec(html)?.[0] ?? "";
    expect(preheader).toContain("asked to confirm");
    for (const shown of [subject, preheader]) expect(shown).not.toMatch(/048213|token/);
  });

  it("has its own subject, and never says that it signs anybody in", async () => {
    const { subject, text } = await renderConfirmationEmail(confirmation);
    expect(subject).toBe("Confirm it is you on Acme");
    expect(text).not.toMatch(/signs you in|sign in to latchkey/i);
  });
});

describe("the email of a minted link", () => {
  it("greets by name and contains the link", async () => {
    const { text, html } = await renderMintedLinkEmail(minted);
    expect(text).toContain("Hello Ada");
    for (const body of [html, text]) expect(body).toContain(url);
  });

  it("names the colleague who invites in its subject", async () => {
    const invitation = { by: "grace@example.com", as: "a marketer" };
    expect((await renderMintedLinkEmail({ ...minted, invitation })).subject).toBe(
      "grace@example.com invites you to Acme",
    );
    expect((await renderMintedLinkEmail(minted)).subject).toBe("Your link to Acme");
  });

  it("escapes a name in HTML", async () => {
    const { html } = await renderMintedLinkEmail({ ...minted, name: '<img src=x onerror="alert(1)">' });
    expect(html).not.toContain("<img");
  });
});

it.each([
  [1, "1 minute"],
  [15, "15 minutes"],
  [60, "1 hour"],
  [90, "90 minutes"],
  [120, "2 hours"],
  [7 * 24 * 60, "7 days"],
])("%p minutes: %s", (minutes, words) => expect(durationInWords(minutes)).toBe(words));

it("an origin consists of the parts that are known", () => {
  expect(originInWords({ device: null, place: "203.0.113.7" })).toBe("from 203.0.113.7");
  expect(originInWords({ device: null, place: null })).toBeNull();
});
