/** Gmail ignores dots in names, and its two domains are the same service. */
const GMAIL = ["gmail.com", "googlemail.com"];

/**
 * The key that limits count an address by: the mailbox it most likely leads to. Nearly every provider that supports
 * tags uses "+" for them (Gmail, Outlook, iCloud, Fastmail, Proton), so everything after it is dropped. Where "+" is an
 * ordinary character, two people share a limit, which costs them little. Their accounts stay separate.
 */
export function mailboxKey(email: string): string {
  const at = email.lastIndexOf("@");
  const [domain, name] = [email.slice(at + 1), untagged(email.slice(0, at))];
  return GMAIL.includes(domain) ? `${name.replaceAll(".", "")}@gmail.com` : `${name}@${domain}`;
}

/** A name that begins with "+" is kept whole. */
function untagged(name: string): string {
  const plus = name.indexOf("+");
  return plus > 0 ? name.slice(0, plus) : name;
}
