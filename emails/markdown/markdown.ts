import type { MarkedToken } from "marked";
import { imageAddress, linkAddress, type MarkdownOptions } from "./addresses";
import { lexMarkdown, markdownTree } from "./lex";
import { tokensToHtml } from "./to-html";
import { tokensToText } from "./to-text";

export { MAX_MARKDOWN_LENGTH } from "./lex";
export type { MarkdownOptions } from "./addresses";

/**
 * The only code that converts Markdown into mail, plain text and previews. HTML in it is shown as text. Links may only
 * use http, https and mailto; relative links lead to this site; images use http and https. The functions in this file
 * throw RangeError for more than MAX_MARKDOWN_LENGTH characters.
 */
export function markdownToHtml(markdown: string, options: MarkdownOptions): string {
  return tokensToHtml(lexMarkdown(markdown, options), options);
}

export function markdownToText(markdown: string, options: MarkdownOptions): string {
  return tokensToText(lexMarkdown(markdown, options), options);
}

/** In characters: more than an inbox shows beside a subject. */
const MAX_FIRST_WORDS = 140;

/**
 * The beginning of the message as one line of plain text, cut between two words. Long texts without spaces are not cut.
 */
export function firstWords(markdown: string, options: MarkdownOptions): string {
  const tokens = lexMarkdown(markdown, options);
  const words = tokensToText(tokens, { ...options, hasNoAddresses: true })
    .trim()
    .split(/\s+/);
  let line = "";
  for (const word of words) {
    if (line !== "" && line.length + word.length >= MAX_FIRST_WORDS) break;
    line += line === "" ? word : ` ${word}`;
  }
  return line;
}

/** Addresses that become neither a link nor an image, as they were typed, so that the editor can point them out. */
export function rejectedAddresses(markdown: string, options: MarkdownOptions): string[] {
  const rejected = markdownTree(lexMarkdown(markdown, options)).filter((token) => isRejected(token, options));
  return [...new Set(rejected.map((token) => ("href" in token ? token.href : "")))];
}

function isRejected(token: MarkedToken, options: MarkdownOptions): boolean {
  if (token.type === "link") return linkAddress(token, options) === null;
  return token.type === "image" && imageAddress(token, options) === null;
}
