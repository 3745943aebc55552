/**
 * For accounts that only accept passkeys. An owner without their passkeys can recover the account: they follow a link,
 * and after a waiting period links sign in again. The owner is notified when the period begins.
 */
import type { Client } from "@latchkey/login-links/convex";
import type { LoginLink } from "@latchkey/login-links/links";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { notify } from "../account/notify";
import { asActor, audit } from "../audit";
import { getMemberByEmail } from "../people/members";
import { HOUR } from "../time";

/** How long the waiting period of a recovery is, and how long links sign in after it, in ms. */
const RECOVERY_WAIT = 72 * HOUR;
const RECOVERY_OPEN = 7 * 24 * HOUR;

type RecoveryState = "none" | "waiting" | "open";

function recoveryState(
  { recoveryBeganAt }: Pick<Doc<"members">, "recoveryBeganAt">,
  now: number,
): RecoveryState {
  if (recoveryBeganAt === undefined || now >= recoveryBeganAt + RECOVERY_WAIT + RECOVERY_OPEN) return "none";
  return now < recoveryBeganAt + RECOVERY_WAIT ? "waiting" : "open";
}

/**
 * Whether a link must not sign in, because its account only accepts passkeys. The first such link begins a recovery.
 * After the waiting period, links sign in again for a week. When one of them is used, the account accepts links again
 * for good.
 */
export async function isHeld(
  ctx: MutationCtx,
  { link, client }: { link: LoginLink; client: Client },
): Promise<boolean> {
  const member = await getMemberByEmail(ctx, link.email);
  if (!member?.isPasskeysOnly) return false;
  const state = recoveryState(member, Date.now());
  if (state === "none") await beginRecovery(ctx, member, client);
  return state !== "open";
}

async function beginRecovery(ctx: MutationCtx, member: Doc<"members">, client: Client): Promise<void> {
  await ctx.db.patch("members", member._id, { recoveryBeganAt: Date.now() });
  const { userId, email } = member;
  await notify(ctx, { userId, email, kind: "recovery", client });
  await audit(ctx, "recovery.began", { actor: { kind: "visitor" }, subject: member.email, client });
}

/** Called after a link has signed in. From now on the account accepts links again, if it only accepted passkeys. */
export async function allowLinks(ctx: MutationCtx, member: Doc<"members">): Promise<void> {
  if (!member.isPasskeysOnly) return;
  await ctx.db.patch("members", member._id, { isPasskeysOnly: false, recoveryBeganAt: undefined });
  await audit(ctx, "passkeysOnly.changed", {
    actor: asActor({ id: member.userId, email: member.email }),
    subject: member.email,
    details: { isOn: false, because: "recovery" },
  });
}

/** Ends a recovery, because a person with a passkey or a session does not need one. */
export async function endRecovery(
  ctx: MutationCtx,
  member: Doc<"members">,
  because: "passkey" | "owner",
): Promise<void> {
  if (member.recoveryBeganAt === undefined) return;
  await ctx.db.patch("members", member._id, { recoveryBeganAt: undefined });
  await audit(ctx, "recovery.cancelled", {
    actor: asActor({ id: member.userId, email: member.email }),
    subject: member.email,
    details: { because },
  });
}
