import { v } from "convex/values";
import { Resend } from "resend";
import { internal } from "./_generated/api";
import { internalAction } from "./_generated/server";
import { plain } from "./loginLinks";

/**
 * Mails a link. The letter is null if the link can no longer be used, and otherwise always the same, so a retry mails
 * the same bytes.
 */
export const send = internalAction({
  args: { linkId: v.id("loginLinks") },
  handler: async (ctx, { linkId }): Promise<void> => {
    await plain.ensureKey(ctx);
    const letter = await ctx.runMutation(internal.loginLinks.letter, { linkId });
    if (!letter) return;
    const { url, code } = letter;
    const resend = new Resend(process.env.RESEND_API_KEY, { baseUrl: process.env.RESEND_BASE_URL });
    const { error } = await resend.emails.send(
      {
        from: process.env.MAIL_FROM!,
        to: letter.email,
        subject: code ? `${code} is your code` : "Your sign-in link",
        text: `Sign in:\n${url}\n${code ? `\nOr type this code:\n${code}\n` : ""}`,
        html: `<p><a href="${url}">Sign in</a></p>${code ? `<p>Or type this code: <strong>${code}</strong></p>` : ""}`,
      },
      { idempotencyKey: linkId },
    );
    if (error) throw new Error(`Resend refused the mail: ${error.message}`);
  },
});
