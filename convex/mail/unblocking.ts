/** Asks the mail provider to deliver to an address again. Only this needs the provider's SDK, so the list is elsewhere. */
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

/** An address that is not on the provider's list is not blocked. Where there is no list, the provider says "not found" too. */
async function remove(resend: Resend, email: string, signal: AbortSignal) {
  const removed = await resend.suppressions.remove(email, { signal });
  return removed.error?.name === "not_found" ? resend.suppressions.list({ limit: 1 }, { signal }) : removed;
}

/** A key that may only send, or an account without this part of the API, leaves it to the provider's own pages. */
function refusal(error: ErrorResponse): Unblocking {
  log.error("address.notUnblocked", error.name);
  return verdictOn(error) === "try-again"
    ? { ok: false, reason: "no_answer" }
    : { ok: false, reason: "by_hand" };
}
