import type { Message } from "@latchkey/login-links/http";
import { PASSKEY_PROBLEMS } from "@/lib/messages/sign-in";

/** The problem with a passkey, from the page's query. Anybody can write a query, so only known values are accepted. */
export const passkeyProblem = (value: string | string[] | undefined): Message | null =>
  typeof value === "string" && Object.hasOwn(PASSKEY_PROBLEMS, value)
    ? PASSKEY_PROBLEMS[value as keyof typeof PASSKEY_PROBLEMS]
    : null;
