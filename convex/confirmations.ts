import { userMutation, userQuery } from "./functions";
import { confirm as confirmSession, confirmationProof, mailConfirmation } from "./model/links/confirmation";
import { getProvenAt } from "./model/people/proof";

/** Mails a link and a code of purpose `confirm` to the caller's own address. */
export const request = userMutation({ args: {}, handler: (ctx) => mailConfirmation(ctx, ctx.viewer) });

/** Spends one of them for the caller's session: see model/people/proof.ts for what asks for that. */
export const confirm = userMutation({
  args: { proof: confirmationProof },
  handler: (ctx, { proof }) => confirmSession(ctx, ctx.viewer, proof),
});

/** When the caller's session was proven last, in ms, or null: by this a page sees that the link was followed in another tab. */
export const provenAt = userQuery({ args: {}, handler: (ctx) => getProvenAt(ctx, ctx.viewer) });
