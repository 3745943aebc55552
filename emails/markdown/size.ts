/** What is kept of a rendered campaign, in bytes: Convex takes documents of up to 1 MiB. */
export const MAX_TEMPLATE_BYTES = 1_000_000;

/** The frame of the mail, in HTML and in plain text. */
const FRAME = 20_000;
/** A character is in the HTML, in an address of it, and in the plain text. */
const COPIES = 2.5;
/** What a mark may add in bytes: an element with its styles, whose quotes JSON escapes. */
const MARKS: [RegExp, number][] = [
  [/\n/g, 165],
  [/[ \t>]?(?:[-+*]|\d{1,9}[.)])(?=[ \t\n])/g, 200],
  [/[|>]/g, 130],
  [/[`[<@]/g, 165],
  [/https?:|www\./gi, 165],
  [/\{\{/g, 165],
  [/["&<>'\\]/g, 8],
];

/**
 * At least what the template of a message comes to, in bytes, without rendering it: a transaction cannot, and has this to
 * refuse by. A letter of 50,000 characters is far below the limit; thousands of paragraphs of a word each are not.
 */
export function mostTemplateBytes(markdown: string): number {
  const text = COPIES * new TextEncoder().encode(markdown).length;
  return MARKS.reduce(
    (total, [mark, bytes]) => total + bytes * (markdown.match(mark)?.length ?? 0),
    FRAME + text,
  );
}
