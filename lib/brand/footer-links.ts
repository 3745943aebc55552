export interface FooterLink {
  label: string;
  url: string;
}

export const MAX_FOOTER_LINKS = 8;
const MAX_LABEL = 40;
const MAX_URL = 500;

/**
 * Parses footer links: one on each line, or separated by a comma and a space, each as a label and a URL. Returns the
 * first entry that is not such a link, if there is one.
 */
export function parseFooterLinks(written: string): { links: FooterLink[] } | { wrong: string } {
  const entries = written
    .split(/\r?\n|,\s/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  const links: FooterLink[] = [];
  for (const entry of entries) {
    const link = parseEntry(entry);
    if (!link || links.length === MAX_FOOTER_LINKS) return { wrong: entry };
    links.push(link);
  }
  return { links };
}

/** The form in which people write footer links. */
export const writtenFooterLinks = (links: readonly FooterLink[]): string =>
  links.map(({ label, url }) => `${label} ${url}`).join("\n");

function parseEntry(entry: string): FooterLink | null {
  const [, label = "", written = ""] = /^(.*\S)\s+(\S+)$/u.exec(entry) ?? [];
  const url = safeUrl(written);
  const isLabel = label !== "" && label.length <= MAX_LABEL && !/[\p{Cc}\p{Cf}]/u.test(label);
  return isLabel && url !== null ? { label, url } : null;
}

/** Only https and mailto, so that a link cannot run a script in the page that shows it. */
export function safeUrl(written: string): string | null {
  if (written.length > MAX_URL || !/^(https:\/\/|mailto:)/i.test(written) || !URL.canParse(written))
    return null;
  const url = new URL(written);
  const isSafe = url.protocol === "mailto:" ? url.pathname.includes("@") : url.username + url.password === "";
  return isSafe ? url.href : null;
}
