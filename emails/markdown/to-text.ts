import type { MarkedToken, Tokens } from "marked";
import { linkAddress, type MarkdownOptions } from "./addresses";
import { known } from "./lex";
import { decodeReferences } from "./references";

type Options = MarkdownOptions & {
  /** Shows only the text of a link, without its address. */
  hasNoAddresses?: boolean;
};

/** Blocks separated by empty lines, as one would type a letter. */
export function tokensToText(tokens: MarkedToken[], options: Options): string {
  return tokens
    .map((token) => blockToText(token, options))
    .filter((block) => block.trim() !== "")
    .join("\n\n");
}

function blockToText(token: MarkedToken, options: Options): string {
  switch (token.type) {
    case "paragraph":
    case "heading":
      return inlinesToText(known(token.tokens), options);
    case "blockquote":
      return prefixed(tokensToText(known(token.tokens), options), "> ", "> ");
    case "list":
      return listToText(token, options);
    case "table":
      return [token.header, ...token.rows].map((cells) => rowToText(cells, options)).join("\n");
    case "code":
      return prefixed(token.text, "    ", "    ");
    case "hr":
      return "* * *";
    case "space":
    case "def":
      return "";
    default:
      return inlineToText(token, options);
  }
}

const inlinesToText = (tokens: MarkedToken[], options: Options) =>
  tokens.map((token) => inlineToText(token, options)).join("");

function inlineToText(token: MarkedToken, options: Options): string {
  switch (token.type) {
    case "text":
      return token.tokens ? inlinesToText(known(token.tokens), options) : decodeReferences(token.text);
    case "strong":
    case "em":
    case "del":
      return inlinesToText(known(token.tokens), options);
    case "link":
      return linkToText(token, options);
    case "image":
      return decodeReferences(token.text);
    case "br":
      return "\n";
    case "checkbox":
      return token.checked ? "[x] " : "[ ] ";
    case "codespan":
    case "escape":
      return token.text;
    default:
      return token.raw;
  }
}

/** `text (address)`, or only the address if the text is the same. */
function linkToText(link: Tokens.Link, options: Options): string {
  if (link.autolink) return options.markers?.inUrl(link.text) ?? link.text;
  const text = inlinesToText(known(link.tokens), options);
  const href = options.hasNoAddresses ? null : linkAddress(link, options);
  return href === null || text === href || `mailto:${text}` === href ? text : `${text} (${href})`.trimStart();
}

function listToText(list: Tokens.List, options: Options): string {
  const first = typeof list.start === "number" ? list.start : 1;
  return list.items
    .map((item, index) => {
      const bullet = list.ordered ? `${first + index}. ` : "- ";
      return prefixed(itemToText(item, options), bullet, " ".repeat(bullet.length));
    })
    .join(list.loose ? "\n\n" : "\n");
}

/** In a tight item, the item's own line and the list below it are not paragraphs. */
function itemToText(item: Tokens.ListItem, options: Options): string {
  const [checkbox, rest] =
    item.tokens[0]?.type === "checkbox" ? [item.checked ? "[x] " : "[ ] ", 1] : ["", 0];
  const blocks = known(item.tokens.slice(rest)).map((token) => blockToText(token, options));
  return checkbox + blocks.filter((block) => block !== "").join(item.loose ? "\n\n" : "\n");
}

const rowToText = (cells: Tokens.TableCell[], options: Options) =>
  cells.map(({ tokens }) => inlinesToText(known(tokens), options)).join(" | ");

function prefixed(text: string, first: string, others: string): string {
  return text
    .split("\n")
    .map((line, index) => ((index === 0 ? first : others) + line).trimEnd())
    .join("\n");
}
