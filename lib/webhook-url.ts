import { isOnThisMachine } from "./environment/this-machine";

const IP_LITERAL = /^(?:\[.*\]|\d+(?:\.\d+){0,3}|0x[\da-f]+)$/i;
const PRIVATE_NAMES = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|arpa|onion)$/i;

/**
 * Whether a webhook may be sent to this URL: https, a public host name, no user name or password. A site on this
 * machine may also use addresses of this machine. A name that resolves to a private address cannot be recognised here,
 * because Convex functions cannot resolve names.
 */
export function isWebhookUrl(url: string, siteUrl: string): boolean {
  if (!URL.canParse(url) || url.length > 2_000) return false;
  const { protocol, hostname, username, password } = new URL(url);
  if (username !== "" || password !== "") return false;
  if (isOnThisMachine(siteUrl) && isOnThisMachine(url)) return ["http:", "https:"].includes(protocol);
  const name = hostname.replace(/\.$/, "");
  return protocol === "https:" && name.includes(".") && !IP_LITERAL.test(name) && !PRIVATE_NAMES.test(name);
}
