/** The rows of one person: in the reminders that they got, and for the next one. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";

type Recipient = Doc<"recipients">;

/** How many rows of one person are read. A manual reminder has a row too. */
const FAMILY = 10;

/** The rows of one person in the reminders of a campaign, newest first. */
export function remindersOf(ctx: QueryCtx, original: Id<"recipients">): Promise<Recipient[]> {
  return ctx.db
    .query("recipients")
    .withIndex("by_reminderOf", (q) => q.eq("reminderOf", original))
    .order("desc")
    .take(FAMILY);
}

export function dueOf(ctx: QueryCtx, original: Id<"recipients">): Promise<Doc<"dueReminders"> | null> {
  return ctx.db
    .query("dueReminders")
    .withIndex("by_recipient", (q) => q.eq("recipientId", original))
    .unique();
}

/** Deletes a person's row, because they have accepted or cannot be reached. The claim checks this as well. */
export async function forgetDue(ctx: MutationCtx, recipient: Recipient): Promise<void> {
  const due = await dueOf(ctx, recipient.reminderOf ?? recipient._id);
  if (due) await ctx.db.delete("dueReminders", due._id);
}
