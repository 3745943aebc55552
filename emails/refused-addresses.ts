import { refusedAddresses } from "./markdown/markdown";
import { createMarkers } from "./markers";

/** Addresses in the message of a campaign that its mail leaves out, as they were written, merge fields included. */
export function refusedInMessage(body: string, siteUrl: string): string[] {
  const markers = createMarkers([body, siteUrl]);
  return refusedAddresses(markers.mark(body), { siteUrl, markers }).map(markers.unmark);
}
