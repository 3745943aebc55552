/** Mails one login link: a sign-in link, one to confirm who is there, or one that was minted for somebody. */
import { v } from "convex/values";
import { renderConfirmationEmail, renderMintedLinkEmail, renderSignInEmail } from "../../emails/render";
import { deviceName } from "../../lib/device";
import { ROLE_IN_WORDS } from "../../lib/roles";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { env } from "../_generated/server";
import { internalAction } from "../functions";
import { linkUrl, type LoginLink, MINUTE } from "../model/links/loginLink";
import { log } from "../model/log";
import { deriveCode } from "../model/secrets";
import { whyNotMailed } from "./allowList";
import { HURRY } from "./pace";
import { callResend, verdictOn } from "./resend";

/** Thrown errors are tried again by the queue, under the same idempotency key. */
export const send = internalAction({
  args: { linkId: v.id("loginLinks"), refusals: v.optional(v.number()) },
  handler: async (ctx, { linkId, refusals = 0 }): Promise<void> => {
    await ctx.runAction(internal.signingKeys.ensure, {});
    const link = await ctx.runMutation(internal.loginLinks.beginMailing, { linkId });
    if (!link) return;
    const why = whyNotMailed(link.email);
    if (why) return void (await ctx.runMutation(internal.loginLinks.markNotMailed, { linkId, why }));
    const mail = { from: env.MAIL_FROM, to: link.email, headers: ownThread(linkId), ...(await render(link)) };
    const { error } = await callResend((resend, signal) =>
      resend.emails.send(mail, { idempotencyKey: `login-link/${linkId}`, signal }),
    );
    if (error?.name === "rate_limit_exceeded" && refusals < HURRY.most)
      return void (await ctx.runMutation(internal.loginLinks.mailSoon, { linkId, refusals: refusals + 1 }));
    if (error && verdictOn(error) === "try-again") throw new Error(`Resend answered ${error.name}`);
    if (error) log.error("link.notMailed", error.name, { linkId, requestId: link.requestedFrom?.requestId });
    else await ctx.runMutation(internal.loginLinks.markMailed, { linkId });
  },
});

/**
 * Keeps mail programs from folding two mails with the same subject into one thread, where the newest link would be hidden.
 * Source: https://resend.com/docs/dashboard/emails/custom-headers
 */
const ownThread = (linkId: Id<"loginLinks">) => ({ "X-Entity-Ref-ID": linkId });

async function render(link: LoginLink) {
  const url = await linkUrl(env.SITE_URL, link);
  const about = {
    url,
    address: link.email,
    expiresInMinutes: Math.round(link.lifetime / MINUTE),
    siteUrl: env.SITE_URL,
  };
  if (link.purpose === "confirm") return renderConfirmationEmail({ ...about, code: await deriveCode(link) });
  if (link.purpose !== "sign-in")
    return renderMintedLinkEmail({ ...about, name: link.name ?? null, invitation: invitationOf(link) });
  const { userAgent = null, ipAddress = null } = link.requestedFrom ?? {};
  const device = userAgent && (deviceName(userAgent) ?? "an unknown device");
  const requestedFrom = { device, place: ipAddress };
  return renderSignInEmail({ ...about, code: await deriveCode(link), requestedFrom });
}

function invitationOf({ grantsRole, mintedBy }: LoginLink) {
  if (!grantsRole || mintedBy.kind !== "user") return null;
  return { by: mintedBy.email, as: ROLE_IN_WORDS[grantsRole] };
}
