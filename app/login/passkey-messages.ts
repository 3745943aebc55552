import type { Message } from "@latchkey/login-links/http";
import type { PasskeyRefusal } from "@/lib/passkeys";

const AGAIN = "Try it once more, or ask for a link by email.";

const MESSAGES: Record<PasskeyRefusal | "unreachable" | "cookies_off", Message> = {
  unknown_passkey: {
    title: "We do not know this passkey",
    text: "It may have been removed from its account. Ask for a link by email.",
  },
  not_verified: { title: "This passkey did not sign you in", text: AGAIN },
  expired: { title: "That took too long", text: AGAIN },
  replayed: { title: "This passkey did not sign you in", text: AGAIN },
  copied: {
    title: "This passkey may have been copied",
    text: "We refused it. Ask for a link by email, and remove the passkey under Settings.",
  },
  rate_limited: { title: "Too many tries", text: "Wait for a few minutes, then try again." },
  unreachable: { title: "We could not reach the server", text: "Try again in a moment." },
  cookies_off: {
    title: "Your browser sent no cookie",
    text: "Allow cookies for this site, then try again.",
  },
};

/** The problem with a passkey, from the page's query. Anybody can write a query, so only known words are returned. */
export const passkeyProblem = (value: string | string[] | undefined): Message | null =>
  typeof value === "string" && Object.hasOwn(MESSAGES, value)
    ? MESSAGES[value as keyof typeof MESSAGES]
    : null;
