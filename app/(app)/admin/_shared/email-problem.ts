import { ENTER_ADDRESS, NOT_AN_ADDRESS } from "@/lib/messages/admin";

/**
 * The error message for an address that is empty or clearly malformed; null if only the server can check the address.
 */
export function emailProblem(value: string): string | null {
  if (value.trim() === "") return ENTER_ADDRESS;
  return /^[^\s@]+@[^\s@]+$/.test(value.trim()) ? null : NOT_AN_ADDRESS;
}
