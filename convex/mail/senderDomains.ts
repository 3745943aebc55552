/** Asks the mail provider which domains it has verified. */
import { internal } from "../_generated/api";
import { internalAction } from "../functions";
import { callResend } from "./resend";

/** The most that one page of Resend's list contains. Source: https://resend.com/docs/api-reference/pagination */
const LIMIT = 100;

/** Asks and stores the answer. Never throws: an error is stored, and the last answer stays. */
export const refresh = internalAction({
  args: {},
  handler: async (ctx): Promise<void> => {
    const { data, error } = await callResend((resend) => resend.domains.list({ limit: LIMIT }));
    const verified = data?.data.filter(({ status }) => status === "verified");
    const names = verified?.map(({ name }) => name.toLowerCase());
    await ctx.runMutation(internal.model.campaigns.senderDomains.store, { names, error: error?.name });
  },
});
