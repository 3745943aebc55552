import type { DomainRecords } from "resend";
import { type Check, fail, type Finding, pass, skip } from "./check";
import { findDomain, wantedRecords } from "./sending-domain";
import { mailsLocally, type Subject } from "./subject";

/** Checks that the DNS has the records that Resend requires for one purpose. */
export function dnsCheck(id: string, title: string, kind: DomainRecords["record"]): Check {
  return {
    id,
    title,
    async look(subject) {
      if (await mailsLocally(subject)) return skip("mail does not leave this machine");
      const domain = await findDomain(subject);
      if (!domain) return skip("the key may only send mail");
      const wanted = (await wantedRecords(subject, domain)).filter(({ record }) => record === kind);
      return compare(subject, title, wanted);
    },
  };
}

async function compare({ dns }: Subject, title: string, wanted: DomainRecords[]): Promise<Finding> {
  if (wanted.length === 0) return skip("Resend needs none");
  const known = await Promise.all(wanted.map((record) => isThere(dns, record)));
  const missing = wanted.filter((_, index) => !known[index]);
  if (missing.length === 0) return pass(`${wanted.map(({ name }) => name).join(", ")} as Resend requires`);
  return fail(
    missing
      .map(({ type, name }) => `${type} ${name} is missing or differs from what Resend requires`)
      .join("\n"),
    `Add to the DNS, for ${title}:\n${missing.map(({ type, name, value }) => `${type} ${name} ${value}`).join("\n")}`,
  );
}

async function isThere(dns: Subject["dns"], { type, name, value }: DomainRecords): Promise<boolean> {
  const found = await lookUp(dns, type, name).catch(nothingThere);
  return found.some((candidate) => plain(candidate) === plain(value));
}

async function lookUp(dns: Subject["dns"], type: string, name: string): Promise<string[]> {
  if (type === "MX") return (await dns.resolveMx(name)).map(({ exchange }) => exchange);
  if (type === "CNAME") return dns.resolveCname(name);
  return (await dns.resolveTxt(name)).map((parts) => parts.join(""));
}

/** "No such record" is an answer; an error of the DNS server is not. */
export function nothingThere(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOTFOUND" || error.code === "ENODATA") return [];
  throw error;
}

/** Makes values comparable: Resend puts some in quotes, and a DNS name may end with a dot. */
const plain = (value: string): string => value.replace(/^"|"$/g, "").replace(/\.$/, "").toLowerCase();
