import type { ErrorResponse, Resend } from "resend";
import { Blocked } from "./blocked";
import type { Subject } from "./subject";

type Answer<T> = { data: T; error: null } | { data: null; error: ErrorResponse };

/** Resend's answer; null if the key may only send. @throws Blocked if Resend refuses the key */
export async function askResend<T>(
  { resend }: Subject,
  ask: (resend: Resend) => Promise<Answer<T>>,
): Promise<T | null> {
  const { data, error } = await ask(await resend());
  if (!error) return data;
  if (error.name === "restricted_api_key") return null;
  throw new Blocked(
    "resend-key",
    `Resend answered ${error.name}: ${error.message}`,
    "Make a key at https://resend.com/api-keys, then run npx convex env set RESEND_API_KEY",
  );
}
