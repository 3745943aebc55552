/** What can be said of a campaign's message before it is rendered, here and in a browser: nothing of React is imported. */
import { firstWords, refusedAddresses } from "./markdown/markdown";
import { createMarkers } from "./markers";

/** Addresses that the mail leaves out, as they were written, merge fields included. */
export function refusedInMessage(body: string, siteUrl: string): string[] {
  const markers = createMarkers([body, siteUrl]);
  return refusedAddresses(markers.mark(body), { siteUrl, markers }).map(markers.unmark);
}

/** How the message begins, merge fields included: what an inbox shows where there is no preheader. */
export function firstWordsOfMessage(body: string, siteUrl: string): string {
  const markers = createMarkers([body, siteUrl]);
  return markers.unmark(firstWords(markers.mark(body), { siteUrl, markers }));
}
