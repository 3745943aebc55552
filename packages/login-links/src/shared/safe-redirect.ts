import { percentDecoded } from "./decode.ts";

/** The page after signing in if no other was requested. */
export const HOME = "/dashboard";
/** Paths that are never the page after signing in: they are not pages, or belong to the sign-in itself. */
export const NOT_PAGES: readonly string[] = ["/api", "/login", "/logout", "/_next"];

const MAX_LENGTH = 2048;
const BASE = new URL("https://same-site.invalid");
/**
 * Control characters and spaces, some of which browsers drop before they parse, and backslashes, which they turn into
 * slashes.
 */
const SUSPICIOUS = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff\\]/;

/**
 * The path of this site in `value`, normalised, or `fallback`. The value is parsed as a browser would (WHATWG URL),
 * against a host that cannot exist: checking the prefix would let `//evil`, `/\evil` and `/.//evil` through.
 * @param notPages paths that are never the result, and neither are the paths below them
 */
export function safeRedirect(
  value: unknown,
  fallback: string = HOME,
  notPages: readonly string[] = NOT_PAGES,
): string {
  if (typeof value !== "string" || value.length > MAX_LENGTH || !value.startsWith("/")) return fallback;
  if (isSuspicious(value) || !URL.canParse(value, BASE)) return fallback;
  const url = new URL(value, BASE);
  const path = `${url.pathname}${url.search}${url.hash}`;
  if (url.origin !== BASE.origin || !staysHere(path) || !isPage(url.pathname, notPages)) return fallback;
  return path;
}

function isSuspicious(value: string): boolean {
  const paths = decodings(value.split(/[?#]/, 1)[0] ?? "");
  if (!paths || SUSPICIOUS.test(value)) return true;
  return paths.some((path) => SUSPICIOUS.test(path) || path.startsWith("//"));
}

/**
 * Checks every decoding of the path, because a proxy may decode it once more than we do and resolve the dots that
 * appear.
 */
function isPage(pathname: string, notPages: readonly string[]): boolean {
  const paths = decodings(pathname)?.map((path) => new URL(path, BASE).pathname.toLowerCase());
  const none = notPages.map((path) => path.toLowerCase());
  return (
    paths?.every((path) => !none.some((start) => path === start || path.startsWith(`${start}/`))) ?? false
  );
}

/** The path itself, decoded once, twice and so on until nothing changes. Null if that does not end soon. */
function decodings(path: string): string[] | null {
  const all = [path];
  for (let round = 0; round < 4; round++) {
    const last = all.at(-1) ?? "";
    const further = percentDecoded(last);
    if (further === null) return null;
    if (further === last) return all;
    all.push(further);
  }
  return null;
}

/** The path itself is parsed again, because resolving dots can leave two slashes at its start. */
function staysHere(path: string): boolean {
  return !path.startsWith("//") && new URL(path, BASE).origin === BASE.origin;
}
