import type { MarkedToken, Tokens } from "marked";
import { directionOf } from "../../lib/language";
import { pictureOfPath } from "../../lib/pictures/address";
import { escapeHtml } from "../../lib/merge-fields";
import { imageAddress, linkAddress, type MarkdownOptions } from "./addresses";
import { known } from "./lex";
import { decodeReferences } from "./references";
import { attributes, mirrored, type Styled } from "./styles";

type Options = MarkdownOptions & { isTight?: boolean };

/** All text goes through `escapeHtml`; no branch returns it unescaped. */
export function tokensToHtml(tokens: MarkedToken[], options: Options): string {
  return tokens.map((token) => tokenToHtml(token, options)).join("");
}

function tokenToHtml(token: MarkedToken, options: Options): string {
  const inside = (more?: { isTight: true }) =>
    tokensToHtml(known("tokens" in token ? token.tokens : undefined), { ...options, ...more });
  switch (token.type) {
    case "paragraph":
      return element("p", inside(), options.isTight ? "tight p" : "p", AUTO);
    case "heading":
      return element(token.depth === 1 ? "h1" : token.depth === 2 ? "h2" : "h3", inside(), undefined, AUTO);
    case "blockquote":
      return `<blockquote${look("blockquote", token, options)}>${inside({ isTight: true })}</blockquote>`;
    case "list":
      return listToHtml(token, options);
    case "list_item":
      return element("li", inside({ isTight: true }));
    case "table":
      return tableToHtml(token, options);
    case "code":
      return element("pre", escapeHtml(token.text), undefined, AUTO);
    case "hr":
      return `<hr${attributes("hr")} />`;
    case "space":
    case "def":
      return "";
    default:
      return inlineToHtml(token, inside, options);
  }
}

type Inline = Exclude<
  MarkedToken,
  {
    type:
      | "paragraph"
      | "heading"
      | "blockquote"
      | "list"
      | "list_item"
      | "table"
      | "code"
      | "hr"
      | "space"
      | "def";
  }
>;

function inlineToHtml(token: Inline, inside: () => string, options: Options): string {
  switch (token.type) {
    case "text":
      return token.tokens ? inside() : escapeHtml(decodeReferences(token.text));
    case "strong":
    case "em":
    case "del":
      return `<${token.type}>${inside()}</${token.type}>`;
    case "codespan":
      return element("code", escapeHtml(token.text));
    case "br":
      return "<br />";
    case "link":
      return linkToHtml(token, options);
    case "image":
      return imageToHtml(token, options);
    case "checkbox":
      return token.checked ? "&#9745; " : "&#9744; ";
    case "escape":
      return escapeHtml(token.text);
    case "html":
      return escapeHtml(token.raw);
  }
}

/** Each paragraph is read in the direction of its own first letter, including that of a filled variable. */
const AUTO = ' dir="auto"';

/**
 * The attributes of an element whose border or padding is on one side only. That side depends on the direction, which
 * must be known before the variables are filled.
 */
function look(styled: Styled, token: { raw: string }, options: Options): string {
  const direction = directionIn(token, options);
  if (direction === null) return attributes(styled);
  return ` dir="${direction}"${direction === "rtl" ? mirrored(attributes(styled)) : attributes(styled)}`;
}

const directionIn = ({ raw }: { raw: string }, { markers }: Options) =>
  directionOf(decodeReferences(markers?.without(raw) ?? raw));

type Tag = Exclude<Styled, "list" | `tight ${string}`>;

function element(tag: Tag, inside: string, styled: Styled = tag, more = ""): string {
  return `<${tag}${more}${attributes(styled)}>${inside}</${tag}>`;
}

function listToHtml(list: Tokens.List, options: Options): string {
  const { items, ordered, start } = list;
  const looks = look(options.isTight ? "tight list" : "list", list, options);
  const inside = tokensToHtml(items, options);
  if (!ordered) return `<ul${looks}>${inside}</ul>`;
  return `<ol${typeof start === "number" && start !== 1 ? ` start="${start}"` : ""}${looks}>${inside}</ol>`;
}

function tableToHtml(table: Tokens.Table, options: Options): string {
  const { header, rows } = table;
  const start = directionIn(table, options) === "rtl" ? "right" : "left";
  const row = (tag: "th" | "td", cells: Tokens.TableCell[]) => {
    const columns = cells.map(({ tokens, align }) =>
      element(tag, tokensToHtml(known(tokens), options), tag, `${AUTO} align="${align ?? start}"`),
    );
    return `<tr>${columns.join("")}</tr>`;
  };
  const body = rows.map((cells) => row("td", cells)).join("");
  return `<table${look("table", table, options)}><thead>${row("th", header)}</thead><tbody>${body}</tbody></table>`;
}

/** A link with a rejected address becomes plain text. */
function linkToHtml(link: Tokens.Link, options: Options): string {
  const text = link.autolink ? escapeHtml(link.text) : tokensToHtml(known(link.tokens), options);
  const href = linkAddress(link, options);
  return href === null ? text : element("a", text, "a", ` href="${escapeHtml(href)}"`);
}

function imageToHtml(image: Tokens.Image, options: Options): string {
  const alt = escapeHtml(decodeReferences(image.text));
  const src = imageAddress(image, options);
  if (src === null) return alt;
  return `<img src="${escapeHtml(src)}" alt="${alt}"${widthOf(src, options)}${attributes("img")} />`;
}

/** The width of a mail's text in px: the Container's in emails/layout.tsx, without its padding and the card's. */
const TEXT_WIDTH = 416;

/**
 * The width attribute of an uploaded picture. Outlook on Windows ignores `max-width`, and without the attribute it
 * would show the picture in its full size.
 */
function widthOf(src: string, { siteUrl }: Options): string {
  const { origin, pathname } = new URL(src);
  const picture = origin === new URL(siteUrl).origin ? pictureOfPath(pathname) : null;
  return picture ? ` width="${Math.min(picture.width, TEXT_WIDTH)}"` : "";
}
