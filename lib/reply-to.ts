import { parseEmailAddress } from "@latchkey/login-links/http";
import { parseNamedAddress } from "./audience/address-list";
import { oneLine } from "./one-line";

/**
 * One entry of the list. Commas and semicolons separate entries, except inside quotes, where they are part of a name.
 */
const ENTRY = /(?:"(?:[^"\\]|\\.)*"|[^,;"])+/g;

/**
 * Parses reply-to addresses as mail programs write them: `team@x.example`, `Team <team@x.example>`, or several. Commas
 * and semicolons separate addresses. Returns the addresses in the form for a mail header. Null if one of them is not an
 * address or the text has a line break, which could begin another header; empty if nothing was typed.
 */
export function parseReplyTo(written: string): string[] | null {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(written)) return null;
  const entries = (written.match(ENTRY) ?? []).map((entry) => entry.trim()).filter((entry) => entry !== "");
  const addresses = entries.map(asHeader);
  return addresses.every((address) => address !== null) ? addresses : null;
}

function asHeader(entry: string): string | null {
  const named = parseNamedAddress(entry.replace(/\\(.)/g, "$1"));
  const email = parseEmailAddress(named?.address ?? entry);
  if (email === null) return null;
  const name = oneLine(named?.name ?? "").replace(/["\\<>]/g, "");
  return name === "" ? email : `"${name}" <${email}>`;
}

/** The `replyTo` option for the mail provider: one address, a list of several, or no option at all. */
export function replyToOf(written: string | undefined): { replyTo?: string | string[] } {
  const [first, ...others] = parseReplyTo(written ?? "") ?? [];
  if (first === undefined) return {};
  return { replyTo: others.length === 0 ? first : [first, ...others] };
}
