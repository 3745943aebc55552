/** What a member does with their own account, beyond the name: profile.ts. */
import { v } from "convex/values";
import { userMutation, userQuery } from "./functions";
import { requestAddressChange } from "./model/account/addressChange";
import { cancelDeletion as cancel, requestDeletion as request } from "./model/account/deletion";
import { personalData } from "./model/account/personalData";
import { asActor, audit } from "./model/audit";
import { getMember } from "./model/people/members";
import { requireProof } from "./model/people/proof";

/** When the account is to be gone, in ms; null for one that stays. */
export const deletionAt = userQuery({
  args: {},
  handler: async (ctx) => (await getMember(ctx, ctx.viewer.id))?.deletionAt ?? null,
});

/** Everything that names the viewer, as JSON. */
export const data = userQuery({ args: {}, handler: (ctx) => personalData(ctx, ctx.viewer) });

/** Notes that the data was downloaded. */
export const noteDownload = userMutation({
  args: {},
  handler: async (ctx) => {
    await audit(ctx, "account.downloaded", { actor: asActor(ctx.viewer), subject: ctx.viewer.email });
    return null;
  },
});

/** Mails a link to the new address; the old one stays until it is followed. */
export const changeEmail = userMutation({
  args: { email: v.string() },
  handler: async (ctx, { email }) => {
    await requireProof(ctx, ctx.viewer, "changeAddress");
    return requestAddressChange(ctx, ctx.viewer, email);
  },
});

/** The account is gone in a week, unless its owner keeps it. */
export const requestDeletion = userMutation({
  args: {},
  handler: async (ctx) => {
    await requireProof(ctx, ctx.viewer, "deleteAccount");
    return request(ctx, ctx.viewer);
  },
});

export const cancelDeletion = userMutation({ args: {}, handler: (ctx) => cancel(ctx, ctx.viewer) });
