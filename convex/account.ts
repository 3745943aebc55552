/** A member's actions on their own account. profile.ts changes the name. */
import { v } from "convex/values";
import { userMutation, userQuery } from "./functions";
import { requestAddressChange } from "./model/account/addressChange";
import { cancelDeletion as cancel, requestDeletion as request } from "./model/account/deletion";
import { personalData } from "./model/account/personalData";
import { recentSignIns } from "./model/account/signIns";
import { asActor, audit } from "./model/audit";
import { getMember } from "./model/people/members";
import { requireProof } from "./model/people/proof";

/** When the account will be deleted, in ms; null if it will not. */
export const deletionAt = userQuery({
  args: {},
  handler: async (ctx) => (await getMember(ctx, ctx.viewer.id))?.deletionAt ?? null,
});

/** The viewer's last sign-ins, newest first. */
export const signIns = userQuery({ args: {}, handler: (ctx) => recentSignIns(ctx, ctx.viewer.id) });

/** All data that names the viewer, as JSON. */
export const data = userQuery({ args: {}, handler: (ctx) => personalData(ctx, ctx.viewer) });

/** Records in the audit log that the viewer downloaded their data. */
export const noteDownload = userMutation({
  args: {},
  handler: async (ctx) => {
    await audit(ctx, "account.downloaded", { actor: asActor(ctx.viewer), subject: ctx.viewer.email });
    return null;
  },
});

/** Mails a link to the new address. The account keeps its old address until somebody follows the link. */
export const changeEmail = userMutation({
  args: { email: v.string() },
  handler: async (ctx, { email }) => {
    await requireProof(ctx, ctx.viewer, "changeAddress");
    return requestAddressChange(ctx, ctx.viewer, email);
  },
});

/** Schedules the deletion of the account for a week from now. Until then the owner can cancel it. */
export const requestDeletion = userMutation({
  args: {},
  handler: async (ctx) => {
    await requireProof(ctx, ctx.viewer, "deleteAccount");
    return request(ctx, ctx.viewer);
  },
});

export const cancelDeletion = userMutation({ args: {}, handler: (ctx) => cancel(ctx, ctx.viewer) });
