/** The addresses that a campaign may be sent from. */
import { internal } from "./_generated/api";
import { marketerAction, writerQuery } from "./functions";
import { senderDomains } from "./model/campaigns/senderDomains";

/** The provider is not asked again if its last answer is younger than this, in ms. */
const FRESH_MS = 60_000;

/** The domains that addresses may have, the usual one first, and the provider's error at the last attempt. */
export const domains = writerQuery({ args: {}, handler: (ctx) => senderDomains(ctx) });

/** Asks the provider for its verified domains again, at most once a minute. */
export const refresh = marketerAction({
  args: {},
  handler: async (ctx): Promise<null> => {
    const checkedAt = await ctx.runQuery(internal.model.campaigns.senderDomains.checkedAt, {});
    if (checkedAt === null || checkedAt < Date.now() - FRESH_MS)
      await ctx.runAction(internal.mail.senderDomains.refresh, {});
    return null;
  },
});
