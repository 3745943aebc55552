import type { Email } from "./email";

export type Link = { url: string; label: string };

const ANCHOR = /<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>([\s\S]*?)<\/a>/gi;
const PLAIN = /https?:\/\/[^\s<>"')\]]+/g;

const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  nbsp: " ",
};

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|(\w+));/gi, (whole, decimal, hex, name?: string) =>
    name ? (ENTITIES[name.toLowerCase()] ?? whole) : String.fromCodePoint(hex ? parseInt(hex, 16) : +decimal),
  );
}

/** The text of a link. Button markup for Outlook and zero-width spaces are left out. */
const labelOf = (inner: string): string =>
  decode(inner.replace(/<!--[\s\S]*?-->|<[^>]*>/g, ""))
    .replace(/\u200b/g, "")
    .replace(/\s+/g, " ")
    .trim();

const isWeb = (url: string) => /^https?:\/\//i.test(url);

/** The email's links in the order of its HTML, or of its text if it has no HTML; each address once. */
export function linksOf(email: Pick<Email, "html" | "text">): Link[] {
  const links = email.html
    ? [...email.html.matchAll(ANCHOR)].map(([, double, single, inner = ""]) => ({
        url: decode(double ?? single ?? "").trim(),
        label: labelOf(inner),
      }))
    : [...(email.text ?? "").matchAll(PLAIN)].map(([url]) => ({ url, label: "" }));
  const unique = new Map<string, Link>();
  for (const link of links) if (isWeb(link.url) && !unique.has(link.url)) unique.set(link.url, link);
  return [...unique.values()];
}
