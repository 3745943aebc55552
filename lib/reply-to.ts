import { parseEmailAddress } from "@latchkey/login-links/http";
import { parseNamedAddress } from "./audience/address-list";
import { oneLine } from "./one-line";

/**
 * One entry of the list. Commas and semicolons separate entries, except inside quotes, where they are part of a name.
 */
const ENTRY = /(?:"(?:[^"\\]|\\.)*"|[^,;"])+/g;

/**
 * Where answers go, as mail programs write it: `team@x.example`, `Team <team@x.example>`, `"Team, Sales" <…>`, several between commas.
 * Ready for a mail header. Null where one of them is no address; empty where nothing is written.
 */
export function parseReplyTo(written: string): string[] | null {
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

/** As the mail provider takes it: one address, several, or none. */
export function replyToOf(written: string | undefined): { replyTo?: string | string[] } {
  const [first, ...others] = parseReplyTo(written ?? "") ?? [];
  if (first === undefined) return {};
  return { replyTo: others.length === 0 ? first : [first, ...others] };
}
