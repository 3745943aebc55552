import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { type Check, fail, pass, warn } from "../check";
import { request } from "../subject";
import { webhookUrl } from "../webhook-url";

/** Of a type that the app does not know: it is checked, answered, and forgotten. */
const PROBE = JSON.stringify({ type: "latchkey.doctor", created_at: new Date(0).toISOString(), data: {} });

export const webhookSignature: Check = {
  id: "webhook-signature",
  title: "Webhook's signature",
  async look(subject) {
    const { RESEND_WEBHOOK_SECRET: secret } = await subject.variables();
    if (!secret)
      return warn(
        "RESEND_WEBHOOK_SECRET is not set: every event is refused",
        "npx convex env set RESEND_WEBHOOK_SECRET",
      );
    const url = await webhookUrl(subject);
    const [signed, forged] = await Promise.all([
      probe(url, secret),
      probe(url, randomBytes(24).toString("base64")),
    ]);
    if (signed === 200 && forged === 401) return pass("one that fits is taken, one that does not is refused");
    return fail(
      `${url} answers ${signed} to one that fits, and ${forged} to one that does not`,
      "Push the functions again, and look at the log of http actions on Convex.",
    );
  },
};

async function probe(url: string, secret: string): Promise<number> {
  const id = `msg_doctor_${randomBytes(8).toString("hex")}`;
  const now = new Date();
  const { status } = await request(url, {
    method: "POST",
    body: PROBE,
    headers: {
      "content-type": "application/json",
      "svix-id": id,
      "svix-timestamp": String(Math.floor(now.getTime() / 1_000)),
      "svix-signature": new Webhook(secret).sign(id, now, PROBE),
    },
  });
  return status;
}
