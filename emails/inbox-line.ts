import { decodeReferences } from "./markdown/references";

/** In characters: more than any inbox shows. */
const MAX_LENGTH = 140;
/**
 * The filler characters that React Email puts after a preheader, so that an inbox shows no text of the mail after it.
 */
const FILLERS = /[\u00a0\u200b-\u200d\ufeff]+/g;

/** What an inbox shows beside the subject of a mail: the beginning of its text, hidden or not. */
export function inboxLineOf(html: string): string {
  const body = html.slice(Math.max(0, html.search(/<body\b/i)));
  const [preheader = "", rest = ""] = body.split(FILLERS, 2);
  const line = textOf(preheader) || textOf(rest);
  return line.length <= MAX_LENGTH ? line : line.slice(0, MAX_LENGTH).replace(/\s+\S*$/, "");
}

function textOf(html: string): string {
  const text = html.replace(/<!--.*?-->/gs, "").replace(/<[^>]*>/g, " ");
  return decodeReferences(text).replace(/\s+/g, " ").trim();
}
