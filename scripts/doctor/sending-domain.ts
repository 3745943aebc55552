import type { Domain, DomainRecords } from "resend";
import { askResend } from "./ask-resend";
import { Blocked } from "./blocked";
import { sendingDomain, type Subject } from "./subject";

/** MAIL_FROM's domain at Resend; null if the key may not read it. @throws Blocked if Resend does not have the domain */
export async function findDomain(subject: Subject): Promise<Domain | null> {
  const name = await sendingDomain(subject);
  const domains = await askResend(subject, (resend) => resend.domains.list());
  if (!domains) return null;
  const domain = domains.data.find((candidate) => candidate.name.toLowerCase() === name);
  if (domain) return domain;
  throw new Blocked(
    "sending-domain",
    `Resend does not know ${name}, the domain of MAIL_FROM`,
    "Add it at https://resend.com/domains, or choose a domain that is there: npx convex env set MAIL_FROM",
  );
}

/** The records that Resend requires in the DNS, by their full names. */
export async function wantedRecords(subject: Subject, { id, name }: Domain): Promise<DomainRecords[]> {
  const domain = await askResend(subject, (resend) => resend.domains.get(id));
  return (domain?.records ?? []).map((record) => ({ ...record, name: fullName(record.name, name) }));
}

/**
 * Resend gives record names relative to the registered domain: `send.mail` for mail.example.com means
 * send.mail.example.com.
 */
export function fullName(record: string, domain: string): string {
  if (record === domain || record.endsWith(`.${domain}`)) return record;
  const labels = domain.split(".");
  const shared = labels.findLastIndex((_, index) => {
    const head = labels.slice(0, index + 1).join(".");
    return record === head || record.endsWith(`.${head}`);
  });
  return [record, ...labels.slice(shared + 1)].join(".");
}
