/**
 * Asks the mail provider to unblock an address. It is separate from blockedAddresses.ts, because only this file needs
 * the provider's SDK.
 */
import { v } from "convex/values";
import type { ErrorResponse, Resend } from "resend";
import type { Unblocking } from "../../lib/blocked-addresses";
import { internal } from "../_generated/api";
import { adminAction } from "../functions";
import { asActor } from "../model/audit";
import { log } from "../model/log";
import { callResend, verdictOn } from "./resend";

export const unblock = adminAction({
  args: { blockedAddressId: v.id("blockedAddresses") },
  handler: async (ctx, { blockedAddressId }): Promise<Unblocking> => {
    const by = asActor(ctx.viewer);
    const begun = await ctx.runMutation(internal.blockedAddresses.begin, { blockedAddressId, by });
    if (!begun.ok) return begun;
    const { error } = await callResend((resend, signal) => remove(resend, begun.email, signal));
    if (error) return refusal(error);
    await ctx.runMutation(internal.blockedAddresses.finish, { email: begun.email, by, at: Date.now() });
    return { ok: true };
  },
});

/**
 * Removes the address from the provider's list. "Not found" is a success if the list exists, because the address is
 * then not blocked. If the API has no such list, the second request fails too.
 */
async function remove(resend: Resend, email: string, signal: AbortSignal) {
  const removed = await resend.suppressions.remove(email, { signal });
  return removed.error?.name === "not_found" ? resend.suppressions.list({ limit: 1 }, { signal }) : removed;
}

/**
 * The reason for the admin's page. Without an answer the admin can try again. If the key may only send, or the API has
 * no such list, the admin has to unblock the address on the provider's website.
 */
function refusal(error: ErrorResponse): Unblocking {
  log.error("address.notUnblocked", error.name);
  return verdictOn(error) === "try-again"
    ? { ok: false, reason: "no_answer" }
    : { ok: false, reason: "by_hand" };
}
