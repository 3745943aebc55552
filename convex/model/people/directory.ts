/**
 * The names and words by which admins find people. Names are stored by Better Auth. Members have a copy, because the
 * app's queries cannot sort or search the tables of a component.
 */
import { searchWords } from "../../../lib/search-words";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";

type Member = Doc<"members">;

/** More words than one person can have (see lib/search-words.ts), so that one read finds all of them. */
const MOST_WORDS = 50;

/** Inserts the words of a new member. */
export async function enterWords(
  ctx: MutationCtx,
  memberId: Id<"members">,
  person: { name?: string; email: string },
): Promise<void> {
  for (const word of searchWords(person)) await ctx.db.insert("memberWords", { memberId, word });
}

/** Changes the name or the address of a member, and updates their words. */
export async function changePerson(
  ctx: MutationCtx,
  member: Member,
  change: { name?: string; email?: string },
): Promise<void> {
  await ctx.db.patch("members", member._id, change);
  const wanted = new Set(searchWords({ ...member, ...change }));
  for (const { _id, word } of await wordsOf(ctx, member._id))
    if (!wanted.delete(word)) await ctx.db.delete("memberWords", _id);
  for (const word of wanted) await ctx.db.insert("memberWords", { memberId: member._id, word });
}

export async function removeWords(ctx: MutationCtx, memberId: Id<"members">): Promise<void> {
  for (const { _id } of await wordsOf(ctx, memberId)) await ctx.db.delete("memberWords", _id);
}

function wordsOf(ctx: QueryCtx, memberId: Id<"members">): Promise<Doc<"memberWords">[]> {
  return ctx.db
    .query("memberWords")
    .withIndex("by_member", (q) => q.eq("memberId", memberId))
    .take(MOST_WORDS);
}
