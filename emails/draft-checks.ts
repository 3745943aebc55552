/**
 * Checks on a campaign's message before it is rendered. They also run in a browser, so this file does not import React.
 */
import { firstWords, refusedAddresses } from "./markdown/markdown";
import { createMarkers } from "./markers";

/** Addresses that the mail leaves out, as they were typed, merge fields included. */
export function refusedInMessage(body: string, siteUrl: string): string[] {
  const markers = createMarkers([body, siteUrl]);
  return refusedAddresses(markers.mark(body), { siteUrl, markers }).map(markers.unmark);
}

/** The beginning of the message, merge fields included. An inbox shows it if there is no preheader. */
export function firstWordsOfMessage(body: string, siteUrl: string): string {
  const markers = createMarkers([body, siteUrl]);
  return markers.unmark(firstWords(markers.mark(body), { siteUrl, markers }));
}
