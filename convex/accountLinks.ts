/** The links in mails about an account. They are signed and need no session. Opening a link's page changes nothing. */
import { type ObjectType, v } from "convex/values";
import type { MutationCtx } from "./_generated/server";
import { publicMutation, publicQuery } from "./functions";
import {
  type ChangeOutcome,
  changeOf,
  confirmChange,
  undoChange,
  viewOfChange,
} from "./model/account/addressChange";
import { disown, noticeOf, viewOfNotice } from "./model/account/notices";

const change = {
  changeId: v.string(),
  step: v.union(v.literal("confirm"), v.literal("undo")),
  signature: v.string(),
};

/**
 * The state of a change of address and its two addresses, for the page of a link. Null if we did not make the link.
 * `now` is the caller's clock, in ms. It only affects what the page shows: `followChange` uses its own clock.
 */
export const peekChange = publicQuery({
  args: { ...change, now: v.number() },
  handler: async (ctx, { now, ...link }) => {
    const found = await changeOf(ctx, link);
    return found && viewOfChange(found, link.step, now);
  },
});

export const followChange = publicMutation({
  args: change,
  handler: async (ctx, link): Promise<ChangeOutcome> => follow(ctx, link),
});

async function follow(ctx: MutationCtx, link: ObjectType<typeof change>): Promise<ChangeOutcome> {
  const found = await changeOf(ctx, link);
  if (!found) return { ok: false, reason: "unknown" };
  return link.step === "confirm" ? confirmChange(ctx, found) : undoChange(ctx, found);
}

const notice = { noticeId: v.string(), signature: v.string() };

export const peekNotice = publicQuery({
  args: notice,
  handler: async (ctx, link) => {
    const found = await noticeOf(ctx, link);
    return found && viewOfNotice(found);
  },
});

/** "It was not me": ends the session that the notice is about, revokes every open link, and stops a recovery. */
export const disownNotice = publicMutation({
  args: notice,
  handler: async (ctx, link) => {
    const found = await noticeOf(ctx, link);
    if (!found) return { ok: false };
    await disown(ctx, found);
    return { ok: true };
  },
});
