/**
 * Checks on a campaign's message before it is rendered. They also run in a browser, so this file does not import React.
 */
import { firstWords, markdownToHtml, rejectedAddresses } from "./markdown/markdown";
import { createMarkers } from "./markers";

/** The addresses of links and images that are not allowed, as they were typed. The mail leaves these addresses out. */
export function rejectedInMessage(body: string, siteUrl: string): string[] {
  const markers = createMarkers([body, siteUrl]);
  return rejectedAddresses(markers.mark(body), { siteUrl, markers }).map(markers.unmark);
}

/** The beginning of the message, merge fields included. An inbox shows it if there is no preheader. */
export function firstWordsOfMessage(body: string, siteUrl: string): string {
  const markers = createMarkers([body, siteUrl]);
  return markers.unmark(firstWords(markers.mark(body), { siteUrl, markers }));
}

/**
 * Gmail shows only this many bytes of a mail, and hides the rest behind a link. It is unclear whether a KB has 1,000
 * bytes, so this is the lower value.
 */
export const GMAIL_CLIPS_AT = 102_000;

/** The size in bytes of the mail's HTML without the message, and of the padding that follows a preheader. */
const FRAME_BYTES = 5_200;
const PREHEADER_BYTES = 3_000;

/**
 * The size of the mail's HTML in bytes, to within a few hundred. The frame is estimated, because rendering it needs
 * React.
 */
export function mailBytes({ body, preheader }: { body: string; preheader: string }, siteUrl: string): number {
  const markers = createMarkers([body, siteUrl]);
  const html = markers.unmark(markdownToHtml(markers.mark(body), { siteUrl, markers }));
  const bytes = FRAME_BYTES + new TextEncoder().encode(html).length;
  return preheader.trim() === "" ? bytes : bytes + PREHEADER_BYTES;
}
