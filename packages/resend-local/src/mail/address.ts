import { z } from "zod";

const NAMED = /^([^<>\r\n]*)<([^<>]+)>$/;

/** The bare address of `ada@example.com` or `Ada <ada@example.com>`, or null for anything else. */
export function addressOf(value: string): string | null {
  if (/[\r\n]/.test(value)) return null;
  const address = (NAMED.exec(value.trim())?.[2] ?? value).trim();
  return z.regexes.email.test(address) ? address : null;
}

export function domainOf(value: string): string {
  return (addressOf(value)?.split("@").at(-1) ?? "").toLowerCase();
}
