import type { Tokens } from "marked";
import { decodeReferences } from "./references";

export type MarkdownOptions = {
  /** The base of relative addresses. */
  siteUrl: string;
  /** The places in the text that are filled later, for each recipient (emails/markers.ts). */
  markers?: {
    occursIn: (text: string) => boolean;
    /** The same address, with its markers marked as parts of a URL. */
    inUrl: (address: string) => string;
    /** The text without its markers. */
    without: (text: string) => string;
  };
};

const LINK_PROTOCOLS = new Set(["http:", "https:", "mailto:"]);
const IMAGE_PROTOCOLS = new Set(["http:", "https:"]);

/** The absolute address of a link, or null if the link is not allowed. Escape it for the place where you use it. */
export function linkAddress({ href, autolink }: Tokens.Link, options: MarkdownOptions): string | null {
  return address(autolink ? href : decodeReferences(href), LINK_PROTOCOLS, options);
}

export function imageAddress({ href }: Tokens.Image, options: MarkdownOptions): string | null {
  return address(decodeReferences(href), IMAGE_PROTOCOLS, options);
}

/**
 * Parses the address as a browser would, and returns the parsed form. A user name before the host is rejected, because
 * in mail it only serves to imitate the host. A host that depends on the recipient's data is rejected too.
 */
function address(href: string, protocols: Set<string>, { siteUrl, markers }: MarkdownOptions): string | null {
  if (href.trim() === "" || !URL.canParse(href, siteUrl)) return null;
  const url = new URL(href, siteUrl);
  if (!protocols.has(url.protocol) || url.username !== "" || url.password !== "") return null;
  if (markers?.occursIn(url.protocol + url.host)) return null;
  return markers ? markers.inUrl(url.href) : url.href;
}
