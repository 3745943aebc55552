/** The domains that campaigns may be sent from: those that the mail provider has verified, and that of MAIL_FROM. */
import { parseEmailAddress } from "@latchkey/login-links/http";
import { v } from "convex/values";
import { domainOf, parseSender } from "../../../lib/brand/sender";
import * as messages from "../../../lib/messages/campaign-sender";
import type { Doc } from "../../_generated/dataModel";
import { env, type QueryCtx } from "../../_generated/server";
import { internalMutation, internalQuery } from "../../functions";

const usualDomain = (): string => domainOf(parseSender(env.MAIL_FROM).address);

/** What the provider last reported; null if it was never asked. */
const getRow = (ctx: QueryCtx): Promise<Doc<"senderDomains"> | null> => ctx.db.query("senderDomains").first();

/** The domains, the usual one first, and the provider's error at the last attempt to ask it. */
export async function senderDomains(ctx: QueryCtx) {
  const row = await getRow(ctx);
  return { domains: [...new Set([usualDomain(), ...(row?.names ?? [])])], error: row?.error ?? null };
}

/** Why this sender cannot be used; null if it can. */
export const problem = internalQuery({
  args: { fromName: v.string(), fromAddress: v.string() },
  handler: async (ctx, { fromName, fromAddress }): Promise<string | null> => {
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>"\\]/u.test(fromName)) return messages.WRONG_NAME;
    if (fromAddress === "") return null;
    if (parseEmailAddress(fromAddress) !== fromAddress) return messages.NOT_AN_ADDRESS;
    const domain = domainOf(fromAddress);
    const { domains } = await senderDomains(ctx);
    return domains.includes(domain) ? null : messages.notVerified(domain);
  },
});

/** Stores the provider's answer. After an error, the names of the last answer stay. */
export const store = internalMutation({
  args: { names: v.optional(v.array(v.string())), error: v.optional(v.string()) },
  handler: async (ctx, { names, error }): Promise<void> => {
    const row = await getRow(ctx);
    const now = { names: names ?? row?.names ?? [], error, checkedAt: Date.now() };
    if (row) await ctx.db.replace("senderDomains", row._id, now);
    else await ctx.db.insert("senderDomains", now);
  },
});

/** When the provider was last asked, in ms; null if never. */
export const checkedAt = internalQuery({
  args: {},
  handler: async (ctx): Promise<number | null> => (await getRow(ctx))?.checkedAt ?? null,
});
