/**
 * This file is separate from the rules for production because the log of every Convex function needs it, but not the
 * rules.
 */

const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]", "0.0.0.0", "host.docker.internal"];

/** Whether only this machine can reach the URL. False if it is not a URL. */
export function isOnThisMachine(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return LOCAL_HOSTS.includes(hostname) || hostname.endsWith(".localhost");
}
