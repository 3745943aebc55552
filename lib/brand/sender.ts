import { addressDomain } from "../address-domain";
/** The sender of a mail, as its From header has it: `"Ada" <ada@example.com>`, or an address alone. */

export interface Sender {
  name: string;
  address: string;
}

export function parseSender(header: string): Sender {
  const [, name = "", address = header] = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(header) ?? [];
  return { name: name.replace(/^"(.*)"$/, "$1").replace(/\\(.)/g, "$1"), address: address.trim() };
}

/**
 * The header. Quotes around the name keep a comma or a full stop from ending it. Line breaks and the characters of the
 * header itself are removed, so that a name cannot add another header or another address.
 */
function senderHeader({ name, address }: Sender): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>"\\]+/gu, " ").trim();
  return plain === "" ? address : `"${plain}" <${address}>`;
}

/** The parts of the sender that a campaign sets. Empty or missing parts are those of the usual sender. */
export interface ChosenSender {
  fromName?: string | undefined;
  fromAddress?: string | undefined;
}

/** The sender that campaigns have unless they set another one. */
export interface UsualSender {
  /** The value of MAIL_FROM. */
  mailFrom: string;
  /** The brand's name for the sender; null if MAIL_FROM has the name. */
  name: string | null;
}

/** The From header of a mail with this sender. */
export function fromHeader({ fromName, fromAddress }: ChosenSender, usual: UsualSender): string {
  const name = fromName?.trim() || usual.name;
  if (!name && !fromAddress) return usual.mailFrom;
  const rest = parseSender(usual.mailFrom);
  return senderHeader({ name: name || rest.name, address: fromAddress || rest.address });
}

export const domainOf = (address: string): string => addressDomain(address).toLowerCase();
