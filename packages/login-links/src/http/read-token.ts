import { isToken } from "./link-cookie.ts";
import { PATHS } from "./paths.ts";

const TOKEN_LENGTH = 43;

/**
 * The token of a link, even if the link was damaged on its way: broken over lines, encoded twice, with punctuation, text or
 * tracking parameters around it. A token has 256 random bits, so being lenient does not make guessing easier. Null if no
 * token can be read.
 */
export function readToken(url: URL): string | null {
  const written = url.searchParams.get("token");
  if (isToken(written)) return written;
  const text = decodeFully(`${url.pathname}${url.search}`)
    .normalize("NFKC")
    .replace(/[\p{Pd}\u2212]/gu, "-");
  const readings = [
    text,
    withoutBreaks(text),
    withoutHyphenation(text),
    withoutBreaks(withoutTags(text)),
    withoutQuoting(text),
    withoutQuoting(text, /=([0-9a-f]{2})/gi),
  ];
  // Complete tokens come first, because the beginning of a damaged one looks like a complete one in a quarter of cases.
  for (const toToken of [asWhole, tokenIn]) {
    const token = readings.map((reading) => namedToken(reading, toToken)).find(isToken);
    if (token) return token;
  }
  return standingAlone(text);
}

type ToToken = (run: string) => string | null;

function namedToken(text: string, toToken: ToToken): string | null {
  for (const { index, 0: name } of text.matchAll(/token/gi)) {
    const token = toToken(runAt(text.slice(index + name.length)));
    if (token !== null) return token;
  }
  return null;
}

/**
 * The characters after a parameter's name that may be a token. Characters that a token cannot contain are skipped, and
 * the next parameter ends the run.
 */
function runAt(text: string): string {
  const [value = ""] = text.replace(/^[^\w&?#-]+/, "").split(/[&?#]/);
  let run = "";
  for (const piece of value.split(/[^\w-]+/)) {
    run += piece;
    if (run.length >= TOKEN_LENGTH) break;
  }
  return run;
}

/**
 * 43 characters hold 258 bits, two more than a token has. So the last character is one of sixteen, which helps to find
 * where a token ends.
 */
const TOKEN = String.raw`[\w-]{42}[AEIMQUYcgkosw048]`;
const WHOLE = new RegExp(`^${TOKEN}$`);
const ALONE = new RegExp(String.raw`[/?\s](${TOKEN})(?![\w=-])`);

const asWhole: ToToken = (run) => (WHOLE.test(run) ? run : null);

/**
 * A token next to characters that a token may contain too: `3D` of quoted-printable, the `_` of Markdown, a word that
 * follows.
 */
function tokenIn(run: string): string | null {
  const trimmed = run.replace(/[-_]+$/, "");
  const readings = [
    trimmed,
    trimmed.replace(/^3D/i, ""),
    trimmed.replace(/^[-_]/, ""),
    run.slice(0, TOKEN_LENGTH),
  ];
  return [run].find(isToken) ?? readings.find((reading) => WHOLE.test(reading)) ?? null;
}

/**
 * Removes line breaks. Mail programs break lines in the middle of a word; quoted-printable puts "=" before the break.
 */
const withoutBreaks = (text: string): string => text.replace(/=?\s*[\r\n]+[>\s]*/g, "");

/** Some programs put a hyphen before the line break. A token may contain that hyphen itself, so this is one reading of several. */
const withoutHyphenation = (text: string): string => withoutBreaks(text.replace(/-(?=[\r\n])/g, ""));

/** Removes tags of HTML, such as `<wbr>`, which pages put into long words. */
const withoutTags = (text: string): string => text.replace(/<\/?[a-z][^<>]*>/gi, "");

/** Decodes quoted-printable text. The `=` after `token` belongs to the parameter, although two hex digits may follow it. */
const withoutQuoting = (text: string, quoted = /(?<!token)=([0-9a-f]{2})/gi): string =>
  withoutBreaks(text).replace(quoted, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** If the name of the parameter is lost: a text as long as a token, after the path or in place of the query. */
const standingAlone = (text: string): string | null => ALONE.exec(text)?.[1] ?? null;

/**
 * Decodes percent-encoding twice, because mail filters that redirect links may encode them twice. Invalid
 * percent-encoding stays as it is.
 */
function decodeFully(text: string): string {
  return [1, 2].reduce(decodeOnce, text);
}

/** Also decodes `%u003d`, which JavaScript's old function `escape` writes. */
function decodeOnce(text: string): string {
  const decoded = text.replace(/%u([0-9a-f]{4})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return decoded.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

/**
 * The correct path for a damaged address of a link: written in another case, encoded twice, broken, or with something
 * after it.
 * Null for every other address, and for the right one.
 * @param callback where the callback route is mounted
 */
export function callbackPathOf(url: URL, callback: string = PATHS.callback): string | null {
  const written = decodeFully(url.pathname)
    .replace(/\p{Cf}/gu, "")
    .replace(/\/+/g, "/");
  const readings = [withoutBreaks(written), withoutHyphenation(written), written.replace(/\s+/g, "")];
  if (url.pathname === callback || !readings.some((path) => beginsWith(path, callback))) return null;
  const token = readToken(url);
  return token === null ? callback : `${callback}?token=${token}`;
}

/** Ignores upper and lower case. A longer word that begins with the callback path does not count. */
const beginsWith = (path: string, callback: string): boolean =>
  path.toLowerCase().startsWith(callback.toLowerCase()) && !/^[\w-]/.test(path.slice(callback.length));
