import { signWith } from "@latchkey/login-links/links";
import { productionSafe } from "./production";

/** What makes an unsubscribe link hard to forge; it is as good as the recipient's row lives. */
export function signUnsubscribe(recipientId: string): Promise<string> {
  return signWith(productionSafe("BETTER_AUTH_SECRET"), "latchkey unsubscribe v1", recipientId);
}
