/** Finds people by the beginnings of the words in their names and addresses. */
import type { PaginationOptions } from "convex/server";
import type { Role } from "../../../lib/roles";
import { searchWords } from "../../../lib/search-words";
import { typedWords } from "../../../lib/typed-words";
import { prefixEnd } from "../../../lib/prefix-end";
import type { Doc } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";

type Member = Doc<"members">;

/** How many rows one page reads if some of them may not match all words or the role. */
const SCANNED = 200;

interface Wanted {
  search: string;
  role?: Role;
  paginationOpts: PaginationOptions;
}

/**
 * A page of members. If several words or a role are wanted, a page may be short or empty although more pages follow.
 */
export async function findMembers(ctx: QueryCtx, { search, role, paginationOpts }: Wanted) {
  const words = typedWords(search);
  const [first] = words;
  if (first === undefined) return listMembers(ctx, role, paginationOpts);
  const isScan = words.length > 1 || role !== undefined;
  const numItems = isScan ? Math.max(SCANNED, paginationOpts.numItems) : paginationOpts.numItems;
  const found = await ctx.db
    .query("memberWords")
    .withIndex("by_word", (q) => q.gte("word", first).lt("word", prefixEnd(first)))
    .paginate({ ...paginationOpts, numItems });
  const members = await Promise.all(found.page.map((row) => memberIfWanted(ctx, row, words, role)));
  return { ...found, page: members.filter((member) => member !== null) };
}

/** All members, sorted by address. */
function listMembers(ctx: QueryCtx, role: Role | undefined, paginationOpts: PaginationOptions) {
  const members = ctx.db.query("members");
  return role === undefined
    ? members.withIndex("by_email").paginate(paginationOpts)
    : members.withIndex("by_role_and_email", (q) => q.eq("role", role)).paginate(paginationOpts);
}

/**
 * The member of this row, if they match; otherwise null. If several words of a member match the first typed word, only
 * the first of these rows returns the member, so that nobody is listed twice.
 */
async function memberIfWanted(
  ctx: QueryCtx,
  { memberId, word }: Doc<"memberWords">,
  [first = "", ...others]: string[],
  role: Role | undefined,
): Promise<Member | null> {
  const member = await ctx.db.get("members", memberId);
  if (!member || (role !== undefined && member.role !== role)) return null;
  const own = searchWords(member);
  const fits = (typed: string) => own.filter((one) => one.startsWith(typed)).sort();
  return fits(first)[0] === word && others.every((typed) => fits(typed).length > 0) ? member : null;
}
