/**
 * Ends everything that, according to model/endings.ts, has to end because a person lost a role, a person was removed,
 * or a key was revoked. Each call does a bounded part of the work, the newest rows first, and schedules the rest. Links
 * that still wait for this do not work either, because model/links/makers.ts checks every use.
 */
import { type Infer, v } from "convex/values";
import { type Role, ROLE_RANK } from "../../../lib/roles";
import { components, internal } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { internalMutation } from "../../functions";
import { type Actor, audit } from "../audit";
import { type Cause, causeValidator, detailsOf } from "../cause";
import { HELD, isLost, MADE } from "../endings";
import { stopCampaigns } from "./campaigns";
import { endLinks, linksWork } from "./links";

/** How many rows one call ends. Each may need three writes: the row, its session and the audit row. */
const BUDGET = 200;

const work = v.union(
  v.object({ of: v.literal("sessions"), userId: v.string() }),
  v.object({ of: v.literal("keys"), userId: v.string() }),
  v.object({ of: v.literal("webhooks"), userId: v.string() }),
  v.object({ of: v.literal("campaigns"), userId: v.string() }),
  linksWork,
);
type Work = Infer<typeof work>;

/** Ends what a person made or holds if their remaining role, `cause.role`, does not allow it. */
export async function endWithRole(
  ctx: MutationCtx,
  { userId, email }: Pick<Doc<"members">, "userId" | "email">,
  cause: Cause & { role: Role },
): Promise<void> {
  const event = cause.action === "member.removed" ? "removed" : "lowered";
  const todo: Work[] = [];
  if (HELD.session[event]) todo.push({ of: "sessions", userId });
  if (HELD.openMintedLink[event]) todo.push({ of: "linksHeldBy", email });
  if (HELD.openRoleInvite[event])
    for (const grantsRole of rolesAbove(cause.role))
      todo.push({ of: "roleInvitesHeldBy", email, grantsRole });
  todo.push({ of: "keys", userId }, { of: "webhooks", userId }, { of: "campaigns", userId });
  for (const purpose of ["minted", "test"] as const) todo.push({ of: "linksMadeBy", userId, purpose });
  await end(ctx, { cause, todo });
}

/** Revokes a key, and ends the links that were made with it. */
export async function revokeKey(ctx: MutationCtx, apiKey: Doc<"apiKeys">, actor: Actor): Promise<void> {
  const cause = { actor, action: "apiKey.revoked", subject: apiKey.name, role: null } as const;
  await markRevoked(ctx, apiKey, cause);
  await end(ctx, { cause, todo: [{ of: "linksMadeWith", apiKeyId: apiKey._id }] });
}

/** Continues the work that an earlier call could not complete. */
export const goOn = internalMutation({
  args: { cause: causeValidator, todo: v.array(work) },
  handler: (ctx, args): Promise<void> => end(ctx, args),
});

/** Does a bounded part of the work, and schedules the rest. */
async function end(ctx: MutationCtx, { cause, todo }: { cause: Cause; todo: Work[] }): Promise<void> {
  const queue = [...todo];
  let left = BUDGET;
  while (left > 0) {
    const work = queue.shift();
    if (!work) return;
    const { count, rest } = await endSome(ctx, work, cause, left);
    left -= count;
    queue.push(...rest);
  }
  if (queue.length > 0)
    await ctx.scheduler.runAfter(0, internal.model.revocation.revokeMadeBy.goOn, { cause, todo: queue });
}

/** How many rows this part of the work has ended or skipped, and what remains. */
interface Progress {
  count: number;
  rest: Work[];
}

async function endSome(ctx: MutationCtx, work: Work, cause: Cause, atMost: number): Promise<Progress> {
  switch (work.of) {
    case "sessions": {
      const { userId } = work;
      const count = await ctx.runMutation(components.betterAuth.sessions.endOf, { userId, atMost });
      return { count, rest: count < atMost ? [] : [work] };
    }
    case "keys":
      return endKeys(ctx, work, cause, atMost);
    case "webhooks":
      return endWebhooks(ctx, work, cause, atMost);
    case "campaigns": {
      const count = await stopCampaigns(ctx, work.userId, cause, atMost);
      return { count, rest: count < atMost ? [] : [work] };
    }
    default:
      return endLinks(ctx, work, cause, atMost);
  }
}

async function endKeys(
  ctx: MutationCtx,
  work: Work & { of: "keys" },
  cause: Cause,
  atMost: number,
): Promise<Progress> {
  if (!isLost(MADE.apiKey, cause.role)) return { count: 0, rest: [] };
  const keys = await ctx.db
    .query("apiKeys")
    .withIndex("by_createdBy_and_revokedAt", (q) => q.eq("createdBy", work.userId).eq("revokedAt", undefined))
    .take(atMost);
  for (const apiKey of keys) await markRevoked(ctx, apiKey, cause);
  const links = keys.map(({ _id }): Work => ({ of: "linksMadeWith", apiKeyId: _id }));
  return { count: keys.length, rest: keys.length < atMost ? links : [...links, work] };
}

async function endWebhooks(
  ctx: MutationCtx,
  work: Work & { of: "webhooks" },
  cause: Cause,
  atMost: number,
): Promise<Progress> {
  if (!isLost(MADE.webhook, cause.role)) return { count: 0, rest: [] };
  const webhooks = await ctx.db
    .query("webhooks")
    .withIndex("by_createdBy", (q) => q.eq("createdBy", work.userId))
    .take(atMost);
  for (const { _id, url } of webhooks) {
    await ctx.db.delete("webhooks", _id);
    const details = { webhookId: _id, ...detailsOf(cause) };
    await audit(ctx, "webhook.removed", { actor: cause.actor, subject: url, details });
  }
  return { count: webhooks.length, rest: webhooks.length < atMost ? [] : [work] };
}

async function markRevoked(ctx: MutationCtx, { _id, name }: Doc<"apiKeys">, cause: Cause): Promise<void> {
  await ctx.db.patch("apiKeys", _id, { revokedAt: Date.now() });
  const because = cause.action === "apiKey.revoked" ? {} : detailsOf(cause);
  const details = { apiKeyId: _id, ...because };
  await audit(ctx, "apiKey.revoked", { actor: cause.actor, subject: name, details });
}

function rolesAbove(role: Role): Role[] {
  return ROLES.filter((one) => ROLE_RANK[one] > ROLE_RANK[role]);
}

const ROLES = Object.keys(ROLE_RANK) as Role[];
