import { signWith } from "@latchkey/login-links/links";
import { productionSafe } from "./production";

/**
 * The signature in an unsubscribe link. @param recipientId a recipient's id, or the address that a test mail went to
 */
export function signUnsubscribe(recipientId: string): Promise<string> {
  return signWith(productionSafe("BETTER_AUTH_SECRET"), "latchkey unsubscribe v1", recipientId);
}

/**
 * A keyed hash of an address. With it the suppression of an address can be found after the address itself was erased.
 */
export function hashAddress(email: string): Promise<string> {
  return signWith(productionSafe("BETTER_AUTH_SECRET"), "latchkey erased address v1", email);
}

/**
 * A keyed hash of a network. Within one campaign it shows which links were opened from the same network. It shows
 * neither the network nor what was opened from it in another campaign.
 */
export async function hashNetwork(campaignId: string, network: string): Promise<string> {
  const secret = productionSafe("BETTER_AUTH_SECRET");
  return (await signWith(secret, "latchkey visit network v1", `${campaignId}|${network}`)).slice(0, 16);
}

/** The signing secret of a webhook, in the form of Standard Webhooks. It is derived, so no row contains it. */
export async function webhookSecret(webhookId: string): Promise<string> {
  const secret = await signWith(productionSafe("BETTER_AUTH_SECRET"), "latchkey webhook v1", webhookId);
  return `whsec_${secret.replaceAll("-", "+").replaceAll("_", "/")}=`;
}
