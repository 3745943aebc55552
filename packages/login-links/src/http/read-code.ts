/**
 * How a code stands out from other numbers: six digits in a row, three and three, in pairs, or one by one, without another
 * digit next to them. Only three and three may have a dot or a slash between them, because dates have them too.
 */
const STANDING_ALONE = [
  /(?<!\d)\d{6}(?!\d)/g,
  /(?<!\d[^\S\n]?)(?<!\d[-./·])\d{3}(?:[^\S\n]|[-./·])\d{3}(?![^\S\n]?\d)(?![-./·]\d)/g,
  /(?<!\d[\s-]?)\d{2}[\s-]\d{2}[\s-]\d{2}(?![\s-]?\d)/g,
  /(?<!\d[\s-]?)\d(?:[\s-]\d){5}(?![\s-]?\d)/g,
];

/**
 * The six digits of a code, however it was typed or pasted: digits of any script, with blanks, punctuation, invisible
 * characters or words around them. Null if the text has neither exactly six digits nor exactly one separate group of
 * six.
 */
export function readCode(value: string): string | null {
  const ascii = value.normalize("NFKC").replace(/\p{Nd}/gu, digitValue);
  const digits = ascii.replace(/\D/g, "");
  if (digits.length === 6) return digits;
  const text = ascii.replace(/\p{Cf}/gu, "");
  const found = STANDING_ALONE.map((group) => text.match(group) ?? []).find(({ length }) => length > 0) ?? [];
  const codes = new Set(found.map((group) => group.replace(/\D/g, "")));
  return codes.size === 1 ? ([...codes][0] ?? null) : null;
}

/** Unicode encodes the digits of every script as ten consecutive code points, beginning with zero. */
function digitValue(digit: string): string {
  const codePoint = digit.codePointAt(0) ?? 0;
  let first = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return String((codePoint - first) % 10);
}
