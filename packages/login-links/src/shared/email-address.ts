/**
 * The pattern of `<input type="email">` in the HTML standard (section "E-mail state"), for lower case. It replaces a
 * schema library, which is half a megabyte, because nearly every function evaluates this module.
 */
const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const ADDRESS = new RegExp(`^[a-z0-9.!#$%&'*+/=?^_\`{|}~-]+@${LABEL}(?:\\.${LABEL})*$`);

/** RFC 5321, 4.5.3.1: a path has at most 256 octets, its brackets included, and the part before the @ at most 64. */
const MAX_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;

/**
 * Invisible format characters and fillers, which may be copied together with an address. The two joiners are kept,
 * because some domain names differ only in them.
 */
export const UNSEEN = /(?![\u200c\u200d])[\p{Cf}\u034f\u115f\u1160\u3164\uffa0\ufe00-\ufe0f]/gu;

/**
 * The one form in which an address is stored, compared and mailed: trimmed, without characters that cannot be seen, NFKC,
 * lower case, with its domain in ASCII. Null if it is invalid. Normalising comes first, so that look-alikes (full-width
 * letters, the Kelvin sign) cannot be a second account.
 */
export function parseEmailAddress(input: string): string | null {
  if (input.length > 1_000) return null;
  const normal = input.replace(UNSEEN, "").normalize("NFKC").trim().toLowerCase();
  const at = normal.lastIndexOf("@");
  const address = normal.slice(0, at + 1) + asciiDomain(normal.slice(at + 1));
  const isOne = ADDRESS.test(address) && address.length <= MAX_LENGTH && at <= MAX_LOCAL_LENGTH;
  return isOne ? address : null;
}

/** Letters, digits and marks of any script, and the characters that IDNA (RFC 3490, 3.1) treats as a dot after NFKC. */
const INTERNATIONAL = /^[\p{L}\p{M}\p{N}.\u3002-]+$/u;

/**
 * Converts `bücher.example` to `xn--bcher-kva.example`, as browsers do. An invalid name stays unchanged and is refused
 * later.
 */
function asciiDomain(domain: string): string {
  if (/^\p{ASCII}*$/u.test(domain) || !INTERNATIONAL.test(domain)) return domain;
  const url = `http://${domain}`;
  return URL.canParse(url) ? new URL(url).hostname : domain;
}

/**
 * `ada@example.com` becomes `a•••@example.com`: enough to recognise one's own address, too little to learn somebody
 * else's.
 */
export function maskEmailAddress(email: string): string {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, 1)}•••${email.slice(at)}`;
}
