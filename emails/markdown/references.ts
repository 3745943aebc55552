/** The entity names that people use in letters. All others are shown as they were typed. */
const NAMED: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  shy: "\u00ad",
  copy: "©",
  reg: "®",
  trade: "™",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  laquo: "«",
  raquo: "»",
  bull: "•",
  middot: "·",
  times: "×",
  rarr: "→",
  larr: "←",
  euro: "€",
  pound: "£",
  deg: "°",
};

const REFERENCE = /&(?:#[xX]([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-zA-Z]{2,8}));/g;

/**
 * Replaces character references by their characters. The lexer leaves them alone, but the checks and the escaping must
 * see what a browser would see: `java&#x73;cript:` is a script.
 */
export function decodeReferences(text: string): string {
  return text.replace(REFERENCE, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
    return characterOf(hex === undefined ? Number.parseInt(decimal ?? "", 10) : Number.parseInt(hex, 16));
  });
}

/**
 * The character of a code point. Invalid code points become U+FFFD, as HTML specifies (13.2.5.80), and so do control
 * characters.
 */
function characterOf(codePoint: number): string {
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  const isControl = codePoint < 0x20 && codePoint !== 0x09 && codePoint !== 0x0a;
  if (isSurrogate || isControl || codePoint > 0x10ffff) return "\ufffd";
  return String.fromCodePoint(codePoint);
}
