/**
 * The addresses that test mails go to. They belong to the deployment: the people who check mails are the same for every
 * campaign, and writers may mail nobody else.
 */
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { ROLE_RANK } from "../../../lib/roles";
import type { Viewer } from "../people/viewer";

export const MOST_TEST_RECIPIENTS = 5;

export function testRecipients(ctx: QueryCtx): Promise<Doc<"testRecipients">[]> {
  return ctx.db.query("testRecipients").take(MOST_TEST_RECIPIENTS);
}

export async function replaceTestRecipients(ctx: MutationCtx, emails: string[]): Promise<void> {
  for (const { _id } of await testRecipients(ctx)) await ctx.db.delete("testRecipients", _id);
  for (const email of emails) await ctx.db.insert("testRecipients", { email });
}

/** Removes an erased person's address from the addresses that test mails go to. */
export async function forgetTestRecipient(ctx: MutationCtx, email: string): Promise<void> {
  for (const one of await testRecipients(ctx))
    if (one.email === email) await ctx.db.delete("testRecipients", one._id);
}

/** Whether this person may send a test mail to the address. Writers may mail only saved addresses and themselves. */
export async function mayTestWith(
  ctx: QueryCtx,
  email: string,
  by: Pick<Viewer, "email" | "role">,
): Promise<boolean> {
  if (ROLE_RANK[by.role] >= ROLE_RANK.marketer || email === by.email) return true;
  return (await testRecipients(ctx)).some((one) => one.email === email);
}
