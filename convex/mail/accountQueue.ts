import { internal } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { signInMail } from "./queue";

/** A letter about an account: its kind, and the id of the row that it is about. The action reads the rest. */
export interface AccountLetter {
  kind: "confirmAddress" | "undoAddress" | "deletion" | "newDevice" | "recovery" | "campaignNotice";
  id: string;
}

/** Queues a mail to somebody about their own account. */
export async function mailAccountLetter(ctx: MutationCtx, letter: AccountLetter): Promise<void> {
  await signInMail.enqueueAction(ctx, internal.mail.account.send, { ...letter });
}
