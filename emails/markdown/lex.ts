import { Marked, type MarkedToken, type Token } from "marked";
import type { MarkdownOptions } from "./addresses";
import { tame } from "./tame";

/** In characters. Gmail clips mail past 102 kB; whoever writes more has pasted something that is no invitation. */
export const MAX_MARKDOWN_LENGTH = 50_000;
/** A marker is longer than the shortest merge field that it stands for. */
const MAX_MARKED_LENGTH = 3 * MAX_MARKDOWN_LENGTH;

/** Without its two HTML rules the lexer takes tags for text, and goes on reading Markdown inside them. */
const marked = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: { html: () => undefined, tag: () => undefined },
});

/**
 * The tokens of a text in which HTML is just text. A line break is a line break, as in a letter. Throws RangeError
 * where the text is too long.
 */
export function lexMarkdown(markdown: string, { markers }: MarkdownOptions): MarkedToken[] {
  if (markdown.length > (markers ? MAX_MARKED_LENGTH : MAX_MARKDOWN_LENGTH))
    throw new RangeError(`The text is longer than ${MAX_MARKDOWN_LENGTH} characters.`);
  return known(marked.lexer(tame(markdown)));
}

/** Without extensions the lexer makes no token but those that marked knows. */
export const known = (tokens: Token[] | undefined): MarkedToken[] => (tokens ?? []) as MarkedToken[];

/** Every token of a tree, in order. */
export function markdownTree(tokens: MarkedToken[]): MarkedToken[] {
  const all: MarkedToken[] = [];
  void marked.walkTokens(tokens, (token) => void all.push(token as MarkedToken));
  return all;
}
