import { Marked, type MarkedToken, type Token } from "marked";
import type { MarkdownOptions } from "./addresses";
import { withinLimits } from "./limits";

/** In characters. Gmail clips mail beyond 102 kB; a longer text was probably pasted by mistake. */
export const MAX_MARKDOWN_LENGTH = 50_000;
/** The limit for a text with markers. It is higher because a marker is longer than the shortest merge field. */
const MAX_MARKED_LENGTH = 3 * MAX_MARKDOWN_LENGTH;

/** With these two HTML rules removed, the lexer treats tags as text and continues to read Markdown inside them. */
const marked = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: { html: () => undefined, tag: () => undefined },
});

/**
 * The tokens of a text in which HTML is plain text. A line break stays a line break, as in a letter. Throws RangeError
 * if the text is too long.
 */
export function lexMarkdown(markdown: string, { markers }: MarkdownOptions): MarkedToken[] {
  if (markdown.length > (markers ? MAX_MARKED_LENGTH : MAX_MARKDOWN_LENGTH))
    throw new RangeError(`The text is longer than ${MAX_MARKDOWN_LENGTH} characters.`);
  return known(marked.lexer(withinLimits(markdown)));
}

/** Without extensions the lexer only produces marked's own tokens. */
export const known = (tokens: Token[] | undefined): MarkedToken[] => (tokens ?? []) as MarkedToken[];

/** Every token of a tree, in order. */
export function markdownTree(tokens: MarkedToken[]): MarkedToken[] {
  const all: MarkedToken[] = [];
  void marked.walkTokens(tokens, (token) => void all.push(token as MarkedToken));
  return all;
}
