import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";

/** Records that a browser waits for this mail. A mail that is never sent has a row as well. */
export async function expectMail(
  ctx: MutationCtx,
  { linkId, isMailed }: { linkId: Id<"loginLinks">; isMailed: boolean },
): Promise<void> {
  const link = await ctx.db.get("loginLinks", linkId);
  if (link?.browserHash === undefined) return;
  await ctx.db.insert("signInMails", { linkId, browserHash: link.browserHash, isMailed });
}
