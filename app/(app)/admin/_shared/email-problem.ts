import { ENTER_ADDRESS, NOT_AN_ADDRESS } from "@/lib/messages/admin";

/** What the browser can already see is wrong with an address; null if the server has to decide. */
export function emailProblem(value: string): string | null {
  if (value.trim() === "") return ENTER_ADDRESS;
  return /^[^\s@]+@[^\s@]+$/.test(value.trim()) ? null : NOT_AN_ADDRESS;
}
