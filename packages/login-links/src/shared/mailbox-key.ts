/** Gmail delivers to one mailbox however its name is dotted, and under both of its domains. */
const GMAIL = ["gmail.com", "googlemail.com"];

/**
 * What limits count an address by: the mailbox it most likely leads to. What follows a "+" is a tag at nearly every provider
 * that has tags (Gmail, Outlook, iCloud, Fastmail, Proton), so it is cut off everywhere; where it is none, two neighbours
 * share a limit, which costs them little. Accounts stay apart.
 */
export function mailboxKey(email: string): string {
  const at = email.lastIndexOf("@");
  const [domain, name] = [email.slice(at + 1), untagged(email.slice(0, at))];
  return GMAIL.includes(domain) ? `${name.replaceAll(".", "")}@gmail.com` : `${name}@${domain}`;
}

/** A name that begins with "+" is all there is. */
function untagged(name: string): string {
  const plus = name.indexOf("+");
  return plus > 0 ? name.slice(0, plus) : name;
}
