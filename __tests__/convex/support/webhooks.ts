/** Webhooks as Resend sends them. */
import { Webhook } from "standardwebhooks";
import type { World } from "./world";

const SECRET = "whsec_dGhlIHNlY3JldCB0aGF0IHNpZ25zIHdlYmhvb2tz";

export interface Told {
  /** `email.delivered` and the like. */
  type: string;
  recipientId: string;
  /** The time of the event, in ms. */
  at: number;
  /** The id of the event. By default, it is derived from the other fields. */
  id?: string;
  bounce?: { type: string; message: string };
}

export function bodyOf({ type, recipientId, at, bounce }: Told): string {
  return JSON.stringify({
    type,
    created_at: new Date(at).toISOString(),
    data: {
      created_at: new Date(at - 1_000).toISOString(),
      email_id: "4ef9a417",
      tags: { recipient_id: recipientId },
      ...(bounce && { bounce: { subType: "General", ...bounce } }),
    },
  });
}

export function signed(id: string, body: string, { secret = SECRET, at = Date.now() } = {}) {
  return {
    "svix-id": id,
    "svix-timestamp": String(Math.floor(at / 1_000)),
    "svix-signature": new Webhook(secret).sign(id, new Date(at), body),
  };
}

export function post({ t }: Pick<World, "t">, body: string, headers: Record<string, string>) {
  return t.fetch("/resend/webhook", { method: "POST", headers, body });
}

export async function tell(world: Pick<World, "t">, told: Told): Promise<void> {
  const { type, recipientId, at, id = `${recipientId}-${type}-${at}` } = told;
  const body = bodyOf(told);
  const response = await post(world, body, signed(id, body));
  if (response.status !== 200) throw new Error(`${type} was answered ${response.status}`);
}

/** Sends a signed event with only these fields, so it has no tag with the id of a recipient or link. */
export async function tellOf(
  world: Pick<World, "t">,
  {
    type,
    at,
    id = `${type}-${at}`,
    ...data
  }: { type: string; at: number; id?: string } & Record<string, unknown>,
): Promise<void> {
  const body = JSON.stringify({ type, created_at: new Date(at).toISOString(), data });
  const response = await post(world, body, signed(id, body));
  if (response.status !== 200) throw new Error(`${type} was answered ${response.status}`);
}
