import * as z from "zod/mini";

/** RFC 5321, 4.5.3.1: a path is at most 256 octets, its brackets included, and what stands before the @ at most 64. */
const addressSchema = z.email().check(
  z.maxLength(254),
  z.refine((address) => address.lastIndexOf("@") <= 64),
);

/**
 * The one form in which an address is stored, compared and mailed: trimmed, NFKC, lower case. Null when it is none.
 * Normalising comes first, so that look-alikes (full-width letters, the Kelvin sign) cannot be a second account.
 */
export function parseEmailAddress(input: string): string | null {
  if (input.length > 1_000) return null;
  const normal = input.normalize("NFKC").trim().toLowerCase();
  return addressSchema.safeParse(normal).success ? normal : null;
}

/** `ada@example.com` as `a•••@example.com`: enough to recognise one's own, too little to learn another's. */
export function maskEmailAddress(email: string): string {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, 1)}•••${email.slice(at)}`;
}
