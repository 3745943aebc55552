/** Also used when the server refuses: it has the final decision. */
export const NOT_AN_ADDRESS = "That is not an email address.";

/** What the browser can already see is wrong with an address; null if the server has to decide. */
export function emailProblem(value: string): string | null {
  if (value.trim() === "") return "Enter an email address.";
  return /^[^\s@]+@[^\s@]+$/.test(value.trim()) ? null : NOT_AN_ADDRESS;
}
