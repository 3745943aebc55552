/**
 * Requests the deletion of an account, which happens a week later. Meanwhile the owner can cancel it, and admins can
 * see the request in the audit log.
 */
import * as messages from "../../../lib/messages/account-errors";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { fail } from "../../errors";
import { mailAccountLetter } from "../../mail/accountQueue";
import { asActor, audit } from "../audit";
import { keepOneAdmin } from "../people/keepOneAdmin";
import { getMember } from "../people/members";
import type { Viewer } from "../people/viewer";
import { DAY } from "../time";

const GRACE = 7 * DAY;

export async function requestDeletion(ctx: MutationCtx, viewer: Viewer): Promise<{ deletedAt: number }> {
  const member = await requireMember(ctx, viewer);
  if (member.deletionAt !== undefined) return { deletedAt: member.deletionAt };
  if (member.role === "admin") await keepOneAdmin(ctx, member);
  const deletionAt = Date.now() + GRACE;
  await ctx.db.patch("members", member._id, { deletionAt });
  await audit(ctx, "account.deletionAsked", { actor: asActor(viewer), subject: viewer.email });
  await mailAccountLetter(ctx, { kind: "deletion", id: member._id });
  return { deletedAt: deletionAt };
}

export async function cancelDeletion(ctx: MutationCtx, viewer: Viewer): Promise<null> {
  const member = await requireMember(ctx, viewer);
  if (member.deletionAt === undefined) return null;
  await ctx.db.patch("members", member._id, { deletionAt: undefined });
  await audit(ctx, "account.deletionCancelled", { actor: asActor(viewer), subject: viewer.email });
  return null;
}

async function requireMember(ctx: MutationCtx, { id }: Viewer): Promise<Doc<"members">> {
  return (await getMember(ctx, id)) ?? fail("not_found", messages.NO_SUCH_PERSON);
}
