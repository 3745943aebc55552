import type { Tokens } from "marked";
import { decodeReferences } from "./references";

export type MarkdownOptions = {
  /** What relative addresses are relative to. */
  siteUrl: string;
  /** Places in the text that are filled later, for each reader (emails/markers.ts). */
  markers?: {
    occursIn: (text: string) => boolean;
    /** The same address with its places marked as parts of a URL. */
    inUrl: (address: string) => string;
  };
};

const LINK_PROTOCOLS = new Set(["http:", "https:", "mailto:"]);
const IMAGE_PROTOCOLS = new Set(["http:", "https:"]);

/** The absolute address of a link, or null where it must not be one. Escape it for where it goes. */
export function linkAddress({ href, autolink }: Tokens.Link, options: MarkdownOptions): string | null {
  return address(autolink ? href : decodeReferences(href), LINK_PROTOCOLS, options);
}

export function imageAddress({ href }: Tokens.Image, options: MarkdownOptions): string | null {
  return address(decodeReferences(href), IMAGE_PROTOCOLS, options);
}

/**
 * Decided by parsing as a browser would, and what is returned is what was parsed. A name before the host is refused,
 * in mail it only ever pretends to be the host; so is a host that depends on the reader's data.
 */
function address(href: string, protocols: Set<string>, { siteUrl, markers }: MarkdownOptions): string | null {
  if (href.trim() === "" || !URL.canParse(href, siteUrl)) return null;
  const url = new URL(href, siteUrl);
  if (!protocols.has(url.protocol) || url.username !== "" || url.password !== "") return null;
  if (markers?.occursIn(url.protocol + url.host)) return null;
  return markers ? markers.inUrl(url.href) : url.href;
}
