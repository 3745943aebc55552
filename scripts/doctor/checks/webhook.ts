import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { askResend } from "../ask-resend";
import { type Check, fail, type Finding, pass, skip, warn } from "../check";
import { request, type Subject } from "../subject";

export const webhookRegistered: Check = {
  id: "webhook-registered",
  title: "Webhook at Resend",
  async look(subject) {
    const wanted = await webhookUrl(subject);
    const webhooks = await askResend(subject, (resend) => resend.webhooks.list());
    if (!webhooks) return skip("the key may only send mail");
    const webhook = webhooks.data.find(({ endpoint }) => endpoint === wanted);
    if (!webhook)
      return warn(
        "no webhook leads here, so the app does not learn what happens to its mail",
        `Add ${wanted} at https://resend.com/webhooks, with all email events.`,
      );
    if (webhook.status === "disabled")
      return warn("it is disabled", "Enable it at https://resend.com/webhooks.");
    return compareSecret(subject, webhook.id);
  },
};

async function compareSecret(subject: Subject, id: string): Promise<Finding> {
  const webhook = await askResend(subject, (resend) => resend.webhooks.get(id));
  const { RESEND_WEBHOOK_SECRET } = await subject.variables();
  if (webhook?.signing_secret === RESEND_WEBHOOK_SECRET)
    return pass("leads here, and signs with RESEND_WEBHOOK_SECRET");
  return fail(
    "it signs with a different secret than RESEND_WEBHOOK_SECRET",
    "Copy its signing secret, then run npx convex env set RESEND_WEBHOOK_SECRET",
  );
}

/** An event of a type that the app ignores. The app checks the event's signature and responds, but stores nothing. */
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
    if (signed === 200 && forged === 401) return pass("a valid event is accepted, an invalid one is refused");
    return fail(
      `${url} answers ${signed} to a valid event and ${forged} to an invalid one`,
      "Push the functions again, and look at the log of HTTP actions on Convex.",
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

/** Where Resend has to send its events. */
async function webhookUrl({ inspection }: Subject): Promise<string> {
  return new URL("/resend/webhook", (await inspection()).convexSiteUrl).href;
}
