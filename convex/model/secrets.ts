import { signWith } from "@latchkey/login-links/links";
import { productionSafe } from "./production";

/** The signature in an unsubscribe link. It is valid as long as the recipient's row exists. */
export function signUnsubscribe(recipientId: string): Promise<string> {
  return signWith(productionSafe("BETTER_AUTH_SECRET"), "latchkey unsubscribe v1", recipientId);
}

/** A keyed hash, to find a suppressed address after the address itself was erased. */
export function hashAddress(email: string): Promise<string> {
  return signWith(productionSafe("BETTER_AUTH_SECRET"), "latchkey erased address v1", email);
}
