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
  "#39": "'",
  "#x27": "'",
};

function decode(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole);
}

const isWeb = (url: string) => /^https?:\/\//i.test(url);

/** The email's links in the order of its HTML, or of its text where it has no HTML; each address once. */
export function linksOf(email: Pick<Email, "html" | "text">): Link[] {
  const links = email.html
    ? [...email.html.matchAll(ANCHOR)].map(([, double, single, inner = ""]) => ({
        url: decode(double ?? single ?? "").trim(),
        label: decode(inner.replace(/<[^>]*>/g, ""))
          .replace(/\s+/g, " ")
          .trim(),
      }))
    : [...(email.text ?? "").matchAll(PLAIN)].map(([url]) => ({ url, label: "" }));
  const unique = new Map<string, Link>();
  for (const link of links) if (isWeb(link.url) && !unique.has(link.url)) unique.set(link.url, link);
  return [...unique.values()];
}
