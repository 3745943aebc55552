const BYTE = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const IPV4 = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}$`);
const IPV6 = /^[0-9a-f:.]{2,45}$/i;

/** The IP address in `value`, or null. It uses a URL parser for IPv6, because Convex does not have `node:net`. */
export function parseIpAddress(value: string | null | undefined): string | null {
  if (!value) return null;
  const isAddress = IPV4.test(value) || (IPV6.test(value) && URL.canParse(`http://[${value}]`));
  return isAddress ? value : null;
}
