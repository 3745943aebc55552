import { askResend } from "../ask-resend";
import { type Check, fail, type Finding, pass, skip, warn } from "../check";
import type { Subject } from "../subject";
import { webhookUrl } from "../webhook-url";

export const webhookRegistered: Check = {
  id: "webhook-registered",
  title: "Webhook at Resend",
  async look(subject) {
    const wanted = await webhookUrl(subject);
    const webhooks = await askResend(subject, (resend) => resend.webhooks.list());
    if (!webhooks) return skip("the key may only send");
    const webhook = webhooks.data.find(({ endpoint }) => endpoint === wanted);
    if (!webhook)
      return warn(
        "none leads here: what becomes of mail stays unknown",
        `Add ${wanted} at https://resend.com/webhooks, for all events of emails.`,
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
    return pass("leads here, and signs with the secret known here");
  return fail(
    "it signs with another secret than RESEND_WEBHOOK_SECRET",
    "Copy its signing secret: npx convex env set RESEND_WEBHOOK_SECRET",
  );
}
