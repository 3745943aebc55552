/** Mails one login link: a sign-in link, a link that confirms a session, or one that was minted for somebody. */
import { v } from "convex/values";
import { renderConfirmationEmail, renderMintedLinkEmail, renderSignInEmail } from "../../emails/render";
import { deviceName } from "../../lib/device";
import { ROLE_LABELS } from "../../lib/messages/roles";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { env } from "../_generated/server";
import { internalAction } from "../functions";
import { mailBrandOf, mailFrom } from "../model/brand/brand";
import type { LetterToMail } from "../model/links/mailing";
import { log } from "../model/log";
import { whyNotMailed } from "./allowList";
import { HURRY } from "./pace";
import { callResend, verdictOn } from "./resend";

/** Sends the mail of one link. If this throws, the queue retries it under the same idempotency key. */
export const send = internalAction({
  args: { linkId: v.id("loginLinks"), refusals: v.optional(v.number()) },
  handler: async (ctx, { linkId, refusals = 0 }): Promise<void> => {
    await ctx.runAction(internal.loginLinks.ensureKey, {});
    const letter: LetterToMail | null = await ctx.runMutation(internal.model.links.mailing.begin, { linkId });
    if (!letter) return;
    const why = whyNotMailed(letter.email);
    if (why) return void (await ctx.runMutation(internal.model.links.mailing.markNotMailed, { linkId, why }));
    const mail = {
      from: mailFrom(letter.brand),
      to: letter.email,
      headers: ownThread(linkId),
      // The provider's events contain this tag, so we can tell which link they are about.
      tags: [{ name: "link_id", value: linkId }],
      ...(await render(letter)),
    };
    const { error } = await callResend((resend, signal) =>
      resend.emails.send(mail, { idempotencyKey: `login-link/${linkId}`, signal }),
    );
    if (error?.name === "rate_limit_exceeded" && refusals < HURRY.most)
      return void (await ctx.runMutation(internal.model.links.mailing.tryLater, {
        linkId,
        refusals: refusals + 1,
      }));
    if (error && verdictOn(error) === "try-again") {
      await ctx.runMutation(internal.model.overview.mailEvents.refused, { error: error.name });
      throw new Error(`Resend answered ${error.name}`);
    }
    if (error) {
      log.error("link.notMailed", error.name, { linkId, requestId: letter.requestedFrom?.requestId });
      await ctx.runMutation(internal.model.links.mailing.markRefused, { linkId, error: error.name });
    } else await ctx.runMutation(internal.model.links.mailing.markMailed, { linkId });
  },
});

/**
 * Keeps mail programs from grouping two mails with the same subject into one thread, which would hide the newest link.
 * Source: https://resend.com/docs/dashboard/emails/custom-headers
 */
const ownThread = (linkId: Id<"loginLinks">) => ({ "X-Entity-Ref-ID": linkId });

async function render(letter: LetterToMail) {
  const { url, email: address, expiresInMinutes, code } = letter;
  const about = { url, address, expiresInMinutes, siteUrl: env.SITE_URL, brand: mailBrandOf(letter.brand) };
  if (code === null)
    return renderMintedLinkEmail({ ...about, name: letter.name, invitation: invitationOf(letter) });
  if (letter.purpose === "confirm") return renderConfirmationEmail({ ...about, code });
  const { userAgent = null, ipAddress = null } = letter.requestedFrom ?? {};
  const device = userAgent && (deviceName(userAgent) ?? "an unknown device");
  return renderSignInEmail({ ...about, code, requestedFrom: { device, place: ipAddress } });
}

function invitationOf({ grantsRole, mintedBy }: LetterToMail) {
  if (!grantsRole || mintedBy.kind !== "user") return null;
  return { by: mintedBy.email, as: ROLE_LABELS[grantsRole] };
}
