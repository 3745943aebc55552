import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { callbackPathOf, readToken } from "../../src/http/read-token.ts";

const TOKEN = "Zq3-_x7LmN0pRsTuVwXyZaBcDeFgHiJkLmNoPqRsT9A";
const [head, tail] = [TOKEN.slice(0, 20), TOKEN.slice(20)];
const SITE = "https://app.example.com";
const at = (pathAndQuery: string) => new URL(pathAndQuery, SITE);

describe("the token is read", () => {
  it.each([
    ["as it is", `?token=${TOKEN}`],
    ["beside other parameters", `?utm_source=mail&token=${TOKEN}&utm_medium=email`],
    ["with a quoted-printable equals sign", `?token=3D${TOKEN}`],
    ["with that sign encoded", `?token=%3D3D${TOKEN}`],
    ["behind a doubled equals sign", `?token==${TOKEN}`],
    ["over a soft line break", `?token=${head}=%0D%0A${tail}`],
    ["over a soft line break, behind 3D", `?token=3D${head}=${tail}`],
    ["over a line break", `?token=${head}%0A${tail}`],
    ["over a blank", `?token=${head}%20${tail}`],
    ["over a plus sign", `?token=${head}+${tail}`],
    ["over several lines", `?token=${TOKEN.match(/.{1,9}/g)?.join("%0D%0A%20")}`],
    ["over a zero-width blank", `?token=${head}%E2%80%8B${tail}`],
    ["over a hyphen and a line break", `?token=${head}-%0D%0A${tail}`],
    ["over a hyphen, a line break and blanks", `?token=${head}-%0A%20%20${tail}`],
    ["over a place where a page may break a word", `?token=${head}%3Cwbr%3E${tail}`],
    ["over a break of HTML", `?token=${head}%3Cbr%20/%3E%0A${tail}`],
    ["behind an equals sign that `escape` has encoded", `?token%u003d${TOKEN}`],
    ["over a soft hyphen", `?token=${head}%C2%AD${tail}`],
    ...[
      ".",
      ",",
      ";",
      ":",
      "!",
      ")",
      "]",
      "}",
      "%3E",
      '"',
      "'",
      "/",
      "=",
      "…",
      "%20",
      "%C2%A0",
      "*",
      "|",
      "\\",
      "``",
    ].map((end): [string, string] => [`with ${end} behind it`, `?token=${TOKEN}${end}`]),
    ["in brackets", `?token=%3C${TOKEN}%3E`],
    ["with tracking behind a question mark", `?token=${TOKEN}?utm_source=x`],
    ["with tracking behind an encoded ampersand", `?token=${TOKEN}%26utm_source=x`],
    ["with text behind a blank", `?token=${TOKEN}%20Click%20here`],
    ["with an HTML ampersand before it", `?utm_source=x&amp;token=${TOKEN}`],
    ["with an HTML ampersand behind it", `?token=${TOKEN}&amp;utm=x`],
    ["with its name in capitals", `?TOKEN=${TOKEN}`],
    ["with a capital in its name", `?Token=${TOKEN}`],
    ["encoded", `?token=${TOKEN.replaceAll("-", "%2D").replaceAll("_", "%5F")}`],
    ["encoded twice", `?token%253D${TOKEN.replaceAll("-", "%252D")}`],
    ["where the equals sign is encoded", `?token%3D${TOKEN}`],
    ["where a blank stands before it", `?token=%20${TOKEN}`],
    ["behind an empty one", `?token=&token=${TOKEN}`],
    ["behind a damaged one", `?token=${head}&token=${TOKEN}`],
    ["beside percent signs that encode nothing", `?note=100%&token=${TOKEN}.`],
    ["with a quoted-printable blank behind it", `?token=${TOKEN}=20`],
    ["over a quoted-printable blank", `?token=${head}=20${tail}`],
    ["over a quoted-printable line break", `?token=3D${head}=0D=0A${tail}`],
    ["over a quoted reply", `?token=${head}%0A%3E%20${tail}`],
    ["with its name over a soft line break", `?to=%0D%0Aken=${TOKEN}`],
    ["with an underscore behind it", `?token=${TOKEN}_`],
    ["in Markdown's underscores", `?token=_${TOKEN}_`],
    ["with dashes behind it", `?token=${TOKEN}--`],
    ["with a word stuck to it", `?token=${TOKEN}Unsubscribe`],
    ["with itself stuck to it", `?token=${TOKEN}${TOKEN}`],
    ["with Chinese punctuation behind it", `?token=${TOKEN}。谢谢`],
    ["with a full-width bracket behind it", `?token=${TOKEN}）`],
    ["with a dash that was made longer", `?token=${TOKEN.replace("-", "–")}`],
    [
      "in full-width letters",
      `?token=${TOKEN.replace(/[^_-]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0))}`,
    ],
    ["as an encoded HTML entity follows", `?token=${TOKEN}%26gt%3B`],
    ["without its name", `?${TOKEN}`],
    ["as a folder", `/${TOKEN}`],
  ])("%s", (_, query) => expect(readToken(at(`/login/callback${query}`))).toBe(TOKEN));
});

it.each([
  "",
  "?token=",
  `?token=${head}`,
  `?token=${head}x${tail}`,
  `?token=${head}%20and%20more`,
  `?token=4D${TOKEN}`,
  `?code=${TOKEN}`,
  "?token=%",
  "?token=%E0%A4%A",
])("no token is read from %p", (query) => expect(readToken(at(`/login/callback${query}`))).toBeNull());

describe("a damaged address leads to the callback", () => {
  it.each([
    `/LOGIN/CALLBACK?token=${TOKEN}`,
    `/Login/Callback?Token=${TOKEN}`,
    `//login/callback?token=${TOKEN}`,
    `/login/callback%3Ftoken=${TOKEN}`,
    `/login/callback%3Ftoken%3D${TOKEN}`,
    `/login/callback/?token=${TOKEN}`,
    `/login/callback.?token=${TOKEN}`,
    `/login/callback%20?token=${TOKEN}`,
    `/login/callback&token=${TOKEN}`,
    `/login%2Fcallback?token=${TOKEN}`,
    `/login%252Fcallback?token=${TOKEN}`,
    `/login/callback%E2%80%8B?token=${TOKEN}`,
    `/%E2%80%8Blogin/callback?token=${TOKEN}`,
    `/login/call=%0D%0Aback?token=${TOKEN}`,
    `/login/callback/${TOKEN}`,
    `/login/callback。?token=${TOKEN}`,
    `/login/%20callback?token=${TOKEN}`,
    `/log%20in/call%20back?token=${TOKEN}`,
    `/login//callback?token=${TOKEN}`,
    `/login/call-%0D%0Aback?token=${TOKEN}`,
  ])("%s", (address) =>
    expect(callbackPathOf(new URL(`${SITE}${address}`))).toBe(`/login/callback?token=${TOKEN}`),
  );

  it("also without a token, because the callback says what is wrong", () =>
    expect(callbackPathOf(at("/LOGIN/CALLBACK"))).toBe("/login/callback"));
});

it.each([
  `/login/callback?token=${TOKEN}`,
  `/login?next=/login/callback&token=${TOKEN}`,
  `/login/callbacks?token=${TOKEN}`,
  `/a/login/callback?token=${TOKEN}`,
  "/",
])("%s is not redirected", (address) => expect(callbackPathOf(at(address))).toBeNull());

it("returns a token or null for any URL", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const url = at("/login/callback");
      url.search = text;
      return /^[\w-]{43}$/.test(readToken(url) ?? TOKEN);
    }),
  );
});

it("a damaged URL leads to the mounted callback", () => {
  const url = at(`/ANMELDEN/weiter.?token=${TOKEN}`);
  expect(callbackPathOf(url, "/anmelden/weiter")).toBe(`/anmelden/weiter?token=${TOKEN}`);
  expect(callbackPathOf(url)).toBeNull();
  expect(callbackPathOf(at(`/anmelden/weiteres?token=${TOKEN}`), "/anmelden/weiter")).toBeNull();
});

it.each<[string, (link: string) => string]>([
  ["quoted-printable that nobody decoded", (link) => `${link.slice(0, -20)}=0D=0A${link.slice(-20)}=20`],
  ["its equals sign quoted", (link) => link.replace("token=", "token=3D")],
  ["hyphenation", (link) => `${link.slice(0, -20)}-%0D%0A${link.slice(-20)}`],
  ["a tag", (link) => `${link.slice(0, -20)}%3Cwbr%3E${link.slice(-20)}`],
  ["a soft line break", (link) => `${link.slice(0, -20)}=%0D%0A${link.slice(-20)}`],
])("any token is read after %s", (_, damage) => {
  const tokens = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(tokens, (bytes) => {
      const token = Buffer.from(bytes).toString("base64url");
      return readToken(at(damage(`/login/callback?token=${token}`))) === token;
    }),
    { numRuns: 2_000 },
  );
});
