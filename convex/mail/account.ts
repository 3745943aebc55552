/** Mails somebody about their own account. The texts are in lib/messages/account-emails.ts. */
import { v } from "convex/values";
import { letterOf } from "../../emails/account-letters";
import { renderAccountEmail } from "../../emails/render";
import { internal } from "../_generated/api";
import { env } from "../_generated/server";
import { internalAction } from "../functions";
import type { BrandedMail } from "../model/account/letters";
import { mailBrandOf, mailFrom } from "../model/brand/brand";
import { log } from "../model/log";
import { whyNotMailed } from "./allowList";
import { callResend, verdictOn } from "./resend";

/** If this throws, the queue retries it under the same idempotency key. */
export const send = internalAction({
  args: {
    kind: v.union(
      v.literal("confirmAddress"),
      v.literal("undoAddress"),
      v.literal("deletion"),
      v.literal("newDevice"),
      v.literal("recovery"),
      v.literal("campaignNotice"),
    ),
    id: v.string(),
  },
  handler: async (ctx, letter): Promise<void> => {
    const found: BrandedMail | null = await ctx.runMutation(internal.model.account.letters.begin, letter);
    if (!found) return;
    const why = whyNotMailed(found.to);
    if (why) return log.info("account.notMailed", { why, id: letter.id });
    const site = { siteUrl: env.SITE_URL, brand: mailBrandOf(found.brand) };
    const told = letterOf(found.about, site.brand.name);
    const rendered = await renderAccountEmail({ ...told, address: found.to, ...site });
    const headers = { "X-Entity-Ref-ID": `${letter.kind}-${letter.id}` };
    const mail = { from: mailFrom(found.brand), to: found.to, headers, ...rendered };
    const { error } = await callResend((resend, signal) =>
      resend.emails.send(mail, { idempotencyKey: `account/${letter.kind}/${letter.id}`, signal }),
    );
    if (error && verdictOn(error) === "try-again") throw new Error(`Resend answered ${error.name}`);
    if (error) log.error("account.notMailed", error.name, { id: letter.id });
  },
});
