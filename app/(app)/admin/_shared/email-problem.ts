/** For what the server refuses too: it is the judge of addresses. */
export const NOT_AN_ADDRESS = "That is not an email address.";

/** What the browser can see of an address that is wrong, in words; null where the server has to decide. */
export function emailProblem(value: string): string | null {
  if (value.trim() === "") return "Enter an email address.";
  return /^[^\s@]+@[^\s@]+$/.test(value.trim()) ? null : NOT_AN_ADDRESS;
}
