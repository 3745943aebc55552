import { addressDomain } from "./address-domain";

/** Where people read their mail, by the domain of the address. */
const INBOXES: { name: string; url: string; domains: string[] }[] = [
  { name: "Gmail", url: "https://mail.google.com/mail/", domains: ["gmail.com", "googlemail.com"] },
  {
    name: "Outlook",
    url: "https://outlook.live.com/mail/",
    domains: [
      "outlook.com",
      "hotmail.com",
      "live.com",
      "msn.com",
      "hotmail.co.uk",
      "outlook.de",
      "hotmail.de",
    ],
  },
  {
    name: "Yahoo Mail",
    url: "https://mail.yahoo.com/",
    domains: ["yahoo.com", "yahoo.co.uk", "yahoo.de", "yahoo.fr", "ymail.com", "rocketmail.com"],
  },
  { name: "iCloud Mail", url: "https://www.icloud.com/mail/", domains: ["icloud.com", "me.com", "mac.com"] },
  { name: "Proton Mail", url: "https://mail.proton.me/", domains: ["proton.me", "protonmail.com", "pm.me"] },
  { name: "Fastmail", url: "https://app.fastmail.com/mail/", domains: ["fastmail.com", "fastmail.fm"] },
  { name: "AOL Mail", url: "https://mail.aol.com/", domains: ["aol.com"] },
  { name: "GMX", url: "https://www.gmx.net/", domains: ["gmx.de", "gmx.net", "gmx.at", "gmx.ch"] },
  { name: "GMX", url: "https://www.gmx.com/", domains: ["gmx.com"] },
  { name: "WEB.DE", url: "https://web.de/", domains: ["web.de"] },
];

export type Inbox = { name: string; url: string };

/** The website where the owner of an address reads their mail. Null if the domain is not in the list above. */
export function inboxOf(email: string): Inbox | null {
  const domain = domainOf(email);
  const inbox = INBOXES.find(({ domains }) => domains.includes(domain));
  return inbox ? { name: inbox.name, url: inbox.url } : null;
}

/**
 * The address that was probably meant: the domain of `ada@gmial.com` is one mistake away from a common one. Null if the
 * address looks right.
 */
export function likelyAddress(email: string): string | null {
  const domain = domainOf(email);
  const known = INBOXES.flatMap(({ domains }) => domains);
  if (known.includes(domain) || REAL.has(domain) || !domain.includes(".")) return null;
  // Another ending usually means another country: hotmail.dk is not hotmail.de mistyped. Only `.com` is assumed to be
  // mistyped.
  const likely = known.filter(
    (candidate) => candidate.endsWith(".com") || endOf(candidate) === endOf(domain),
  );
  const first = likely.find((candidate) => distance(domain, candidate) === 1);
  return first === undefined ? null : `${email.slice(0, email.lastIndexOf("@"))}@${first}`;
}

/** Real domains that are one letter away from one of those above. */
const REAL: ReadonlySet<string> = new Set(["mail.com", "email.com", "gmx.co", "live.co", "ao.com", "ol.com"]);

const endOf = (domain: string): string => domain.slice(domain.lastIndexOf("."));

const domainOf = (email: string): string => addressDomain(email).trim().toLowerCase();

/** How many letters were mistyped: left out, doubled, replaced, or swapped with the next one (Damerau). */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 1) return 2;
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) rows[i]![j] = cell(rows, i, j, a, b);
  }
  return rows[a.length]?.[b.length] ?? 2;
}

function cell(rows: number[][], i: number, j: number, a: string, b: string): number {
  const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
  const isSame = a[i - 1] === b[j - 1];
  const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return Math.min(
    at(i - 1, j) + 1,
    at(i, j - 1) + 1,
    at(i - 1, j - 1) + (isSame ? 0 : 1),
    isSwapped ? at(i - 2, j - 2) + 1 : Infinity,
  );
}
