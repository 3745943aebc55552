import { userMutation, userQuery } from "./functions";
import { confirm as confirmSession, confirmationProof, mailConfirmation } from "./model/links/confirmation";
import { getProvenAt } from "./model/people/proof";

/** Mails a link and a code to the caller's own address, to confirm that they read its mailbox. */
export const request = userMutation({ args: {}, handler: (ctx) => mailConfirmation(ctx, ctx.viewer) });

/**
 * Uses up such a link or code and marks the caller's session as proven. model/people/proof.ts lists the actions that
 * need this.
 */
export const confirm = userMutation({
  args: { proof: confirmationProof },
  handler: (ctx, { proof }) => confirmSession(ctx, ctx.viewer, proof),
});

/**
 * When the caller's session was last proven, in ms, or null. A page subscribes to this, so it notices when the link was
 * followed in another tab.
 */
export const provenAt = userQuery({ args: {}, handler: (ctx) => getProvenAt(ctx, ctx.viewer) });
