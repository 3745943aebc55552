/** The size limit of a stored template, in bytes: Convex accepts documents of up to 1 MiB. */
export const MAX_TEMPLATE_BYTES = 1_000_000;

/** The size of the mail's frame in bytes, as HTML and as plain text together. */
const FRAME = 20_000;
/**
 * How many copies of each character of the body the template may hold: one in the HTML, one in the plain text, and
 * sometimes one more in a URL in the HTML.
 */
const COPIES = 2.5;
/**
 * How many bytes a Markdown mark may add at most. A mark may become an element with inline styles, whose quotes JSON
 * escapes.
 */
const MARKS: [RegExp, number][] = [
  [/\n/g, 195],
  [/[ \t>]?(?:[-+*]|\d{1,9}[.)])(?=[ \t\n])/g, 215],
  [/[|>]/g, 150],
  [/[`[<@]/g, 165],
  [/https?:|www\./gi, 165],
  [/\{\{/g, 165],
  [/["&<>'\\]/g, 8],
];

/**
 * An upper bound for the size of a message's template, in bytes, without rendering it, because a transaction cannot
 * render. A letter of 50,000 characters is far below the limit; thousands of paragraphs of one word each are not.
 */
export function mostTemplateBytes(markdown: string): number {
  const text = COPIES * new TextEncoder().encode(markdown).length;
  return MARKS.reduce(
    (total, [mark, bytes]) => total + bytes * (markdown.match(mark)?.length ?? 0),
    FRAME + text,
  );
}
