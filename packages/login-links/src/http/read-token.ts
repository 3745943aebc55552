import { isToken } from "./link-cookie.ts";
import { PATHS } from "./paths.ts";

const TOKEN_LENGTH = 43;

/**
 * The token of a link, even if the link was damaged on its way: broken over lines, encoded twice, with punctuation or
 * tracking parameters after it. A token has 256 random bits, so being lenient does not make guessing easier. Null if no
 * whole token can be read.
 */
export function readToken(url: URL): string | null {
  const written = url.searchParams.get("token");
  if (isToken(written)) return written;
  const text = decodeFully(`${url.pathname}${url.search}`);
  for (const { index, 0: name } of text.matchAll(/token/gi)) {
    const token = tokenAt(text.slice(index + name.length));
    if (token !== null) return token;
  }
  return null;
}

/** Characters that a token cannot contain separate its pieces; the next parameter ends it. */
function tokenAt(text: string): string | null {
  const [value = ""] = text.replace(/^[^\w&?#-]+/, "").split(/[&?#]/);
  let token = "";
  for (const piece of value.split(/[^\w-]+/)) {
    token += piece;
    if (token.length >= TOKEN_LENGTH) break;
  }
  // "=" in quoted-printable, as some mail programs leave it in a link.
  if (token.length === TOKEN_LENGTH + 2) token = token.replace(/^3D/i, "");
  return isToken(token) ? token : null;
}

/** Twice, because redirecting mail filters may encode twice. Invalid percent-encoding stays as it is. */
function decodeFully(text: string): string {
  return [1, 2].reduce(decodeOnce, text);
}

function decodeOnce(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

/**
 * The correct path for a damaged address of a link: written in another case, encoded twice, or with something after it.
 * Null for every other address, and for the right one.
 * @param callback where the callback route is mounted
 */
export function callbackPathOf(url: URL, callback: string = PATHS.callback): string | null {
  const path = decodeFully(url.pathname).replace(/^\/+/, "/");
  if (url.pathname === callback || !beginsWith(path, callback)) return null;
  const token = readToken(url);
  return token === null ? callback : `${callback}?token=${token}`;
}

/** In any case, and not as the beginning of a longer word. */
const beginsWith = (path: string, callback: string): boolean =>
  path.toLowerCase().startsWith(callback.toLowerCase()) && !/^[\w-]/.test(path.slice(callback.length));
