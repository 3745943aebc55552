import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { findBrowser } from "../account/browsers";
import { getMemberByEmail } from "../people/members";

/** Records that a browser waits for this mail, also if the mail will not be sent. */
export async function expectMail(
  ctx: MutationCtx,
  { linkId, isMailed }: { linkId: Id<"loginLinks">; isMailed: boolean },
): Promise<void> {
  const link = await ctx.db.get("loginLinks", linkId);
  if (link?.browserHash === undefined) return;
  const isOwners = await isOwnersBrowser(ctx, link);
  await ctx.db.insert("signInMails", { linkId, browserHash: link.browserHash, isMailed, isOwners });
}

/** Whether the owner of the address has signed in before in the browser that requested the link. */
async function isOwnersBrowser(ctx: MutationCtx, link: Doc<"loginLinks">): Promise<boolean> {
  const deviceHash = link.requestedFrom?.deviceHash;
  const member = deviceHash === undefined ? null : await getMemberByEmail(ctx, link.email);
  if (!member || deviceHash === undefined) return false;
  return (await findBrowser(ctx, { userId: member.userId, deviceHash })) !== null;
}
