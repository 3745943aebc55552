import { parseEmailAddress } from "@latchkey/login-links/http";
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import * as messages from "../lib/messages/suppressions";
import { prefixEnd } from "../lib/prefix-end";
import { fail } from "./errors";
import { marketerMutation, marketerQuery } from "./functions";
import { asActor, audit } from "./model/audit";
import { suppress, unsuppress } from "./model/campaigns/suppressions";

const MAX_ROWS = 500;

/** Suppressed addresses, in alphabetical order. `search` matches the beginning of an address. */
export const list = marketerQuery({
  args: { search: v.optional(v.string()), paginationOpts: paginationOptsValidator },
  handler: async (ctx, { search = "", paginationOpts }) => {
    const prefix = search.trim().toLowerCase();
    const result = await ctx.db
      .query("suppressions")
      .withIndex("by_email", (q) => q.gte("email", prefix).lt("email", prefixEnd(prefix)))
      .paginate(paginationOpts);
    return {
      ...result,
      page: result.page.map(({ _id, _creationTime, email, reason, note }) => ({
        id: _id,
        createdAt: _creationTime,
        email,
        reason,
        note: note ?? null,
      })),
    };
  },
});

/**
 * Suppresses at most 500 addresses. Returns how many were added, how many were suppressed already (`known`), and the
 * rejected inputs.
 */
export const add = marketerMutation({
  args: { emails: v.array(v.string()), note: v.string() },
  handler: async (ctx, { emails, note }) => {
    if (emails.length > MAX_ROWS) fail("invalid", messages.atMost(MAX_ROWS), "emails");
    if (note.trim() === "") fail("invalid", messages.ENTER_REASON, "note");
    const report = { added: 0, known: 0, rejected: [] as string[] };
    for (const input of emails) {
      const email = parseEmailAddress(input);
      if (!email) report.rejected.push(input.slice(0, 300));
      else {
        const why = {
          reason: "manual",
          note: note.trim().slice(0, 500),
          addedBy: asActor(ctx.viewer),
        } as const;
        if (await suppress(ctx, email, why)) report.added++;
        else report.known++;
      }
    }
    return report;
  },
});

export const remove = marketerMutation({
  args: { suppressionId: v.id("suppressions") },
  handler: async (ctx, { suppressionId }) => {
    const row =
      (await ctx.db.get("suppressions", suppressionId)) ?? fail("not_found", messages.NOT_SUPPRESSED);
    await unsuppress(ctx, row.email, { by: asActor(ctx.viewer) });
    return null;
  },
});

export const noteExport = marketerMutation({
  args: {},
  handler: async (ctx) => {
    await audit(ctx, "suppressions.exported", { actor: asActor(ctx.viewer), subject: "suppressions" });
    return null;
  },
});
