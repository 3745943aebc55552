import { userMutation, userQuery } from "./functions";
import { confirm as confirmSession, confirmationProof, mailConfirmation } from "./model/links/confirmation";
import { getProvenAt } from "./model/people/proof";

/** Mails a link and a code of purpose `confirm` to the caller's own address. */
export const request = userMutation({ args: {}, handler: (ctx) => mailConfirmation(ctx, ctx.viewer) });

/** Spends such a link or code for the caller's session; model/people/proof.ts lists what needs this. */
export const confirm = userMutation({
  args: { proof: confirmationProof },
  handler: (ctx, { proof }) => confirmSession(ctx, ctx.viewer, proof),
});

/**
 * When the caller's session was last proven, in ms, or null. A page watches this to see that the link was followed in
 * another tab.
 */
export const provenAt = userQuery({ args: {}, handler: (ctx) => getProvenAt(ctx, ctx.viewer) });
