/**
 * The network of an address: its first 24 bits in IPv4 and its first 48 in IPv6. Filters call from many neighbouring
 * addresses, and the shorter prefix says less about a person. Null for anything that is not an address.
 */
export function networkOf(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const v4 = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(plain);
  if (v4) return `${v4[1]}.0/24`;
  return /^[\da-f:]+$/i.test(plain) && plain.includes(":") ? `${firstGroups(plain).join(":")}::/48` : null;
}

function firstGroups(address: string): string[] {
  const [head = "", tail] = address.toLowerCase().split("::");
  const groups = head.split(":").filter(Boolean);
  const rest = tail?.split(":").filter(Boolean) ?? [];
  const zeros = Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill("0");
  return [...groups, ...zeros, ...rest].slice(0, 3).map((group) => parseInt(group, 16).toString(16));
}
