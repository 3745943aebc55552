import { type Check, fail, pass, skip } from "../check";
import { dnsCheck, nothingThere } from "../dns-record";
import { mailsLocally, sendingDomain } from "../subject";

export const spf = dnsCheck("spf", "SPF", "SPF");

export const dkim = dnsCheck("dkim", "DKIM", "DKIM");

/**
 * Gmail and Yahoo accept bulk mail only from domains with a DMARC policy. A parent domain's policy also counts (RFC
 * 7489, 6.6.3).
 */
export const dmarc: Check = {
  id: "dmarc",
  title: "DMARC",
  async look(subject) {
    if (await mailsLocally(subject)) return skip("mail does not leave this machine");
    const domain = await sendingDomain(subject);
    for (const name of withParents(domain)) {
      const records = (await subject.dns.resolveTxt(`_dmarc.${name}`).catch(nothingThere)).map((parts) =>
        parts.join(""),
      );
      const policy = records.find((record) => /^v=DMARC1\b/i.test(record));
      if (policy) return pass(`${name} has the policy ${policy}`);
    }
    return fail(
      `${domain} has no DMARC policy`,
      `Add this record to the DNS:\nTXT _dmarc.${domain} "v=DMARC1; p=none;"`,
    );
  },
};

/** The domain and its parents without the top level: `mail.example.com` and `example.com`. */
function withParents(domain: string): string[] {
  const labels = domain.split(".");
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
}
