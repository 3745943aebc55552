export const HOME = "/dashboard";

const MAX_LENGTH = 2048;
const BASE = new URL("https://same-site.invalid");
/** Not places to arrive at: what answers there is not a page, or is the way in itself. */
const NOT_A_PAGE = /^\/(?:api|login|logout)(?:\/|$)/i;
/** Control characters and spaces, of which browsers drop some before they parse, and backslashes, which they turn. */
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const SUSPICIOUS = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff\\]/;

/**
 * The path of this site that `value` names, normalised, or `fallback`. Decided by parsing as a browser would, against
 * a host that cannot exist: a prefix test would let `//evil`, `/\evil` and `/.//evil` through.
 */
export function safeRedirect(value: unknown, fallback: string = HOME): string {
  if (typeof value !== "string" || value.length > MAX_LENGTH || !value.startsWith("/")) return fallback;
  if (isSuspicious(value) || !URL.canParse(value, BASE)) return fallback;
  const url = new URL(value, BASE);
  const path = `${url.pathname}${url.search}${url.hash}`;
  if (url.origin !== BASE.origin || !staysHere(path) || NOT_A_PAGE.test(url.pathname)) return fallback;
  return path;
}

/** Decodes until nothing changes: a proxy on the way may decode once more than we do. */
function isSuspicious(value: string): boolean {
  const path = value.split(/[?#]/, 1)[0] ?? "";
  for (let decoded = path, round = 0; round < 4; round++) {
    if (SUSPICIOUS.test(decoded) || decoded.startsWith("//")) return true;
    const further = decodeOnce(decoded);
    if (further === null) return true;
    if (further === decoded) return SUSPICIOUS.test(value);
    decoded = further;
  }
  return true;
}

function decodeOnce(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}

/** The path itself is parsed again: dots resolved away can leave two slashes at its start. */
function staysHere(path: string): boolean {
  return !path.startsWith("//") && new URL(path, BASE).origin === BASE.origin;
}
