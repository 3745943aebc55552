/** The hooks that run when a link is requested, followed or refused, each in the transaction of that request. */
import type { ExchangeEvent, RefusalEvent, RequestEvent } from "@latchkey/login-links/convex";
import type { DataModel } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { noteBrowser } from "../account/browsers";
import { noteDevice } from "../account/devices";
import { notify } from "../account/notify";
import { audit } from "../audit";
import { accept, moveInvite } from "../campaigns/acceptance";
import { hasPasskey } from "../passkeys/hasPasskey";
import { allowLinks } from "../passkeys/recovery";
import { noteSeen } from "../people/lastSeen";
import { welcome } from "../people/welcome";
import { proveSignIn } from "../people/proof";
import { expectMail } from "./expectMail";
import { grantOf } from "./grants";

const VISITOR = { kind: "visitor" } as const;

/**
 * Sets up the account and its role, records the device and the proof, and marks the campaign's recipient as accepted.
 */
export async function onExchange(
  ctx: MutationCtx,
  { link, client, isNewUser, isRequestingBrowser, sessionId, ...user }: ExchangeEvent<DataModel>,
): Promise<void> {
  const { userId, email, emailVerified } = user;
  const member = await welcome(
    ctx,
    { id: userId, email, emailVerified, ...(isNewUser ? { name: link.name ?? "" } : {}) },
    { profile: link.metadata, grants: (await grantOf(ctx, link)) ?? undefined, grantedBy: link.mintedBy },
  );
  if (member) await allowLinks(ctx, member);
  await noteSeen(ctx, userId);
  await noteDevice(ctx, { userId, email, sessionId, isNewUser, client });
  await noteBrowser(ctx, { userId, sessionId, client });
  if (!isNewUser && (await hasPasskey(ctx, userId)))
    await notify(ctx, { userId, email, sessionId, kind: "linkUsed", client });
  // Only a link that we mailed proves that the person reads the mailbox.
  if (link.verifiesEmail) await proveSignIn(ctx, sessionId);
  await accept(ctx, link);
  await audit(ctx, "link.exchanged", {
    actor: { kind: "user", userId, email: link.email },
    subject: link.email,
    client,
    details: {
      linkId: link._id,
      purpose: link.purpose,
      isNewUser,
      inRequestingBrowser: isRequestingBrowser,
    },
  });
}

export function onRefused(
  ctx: MutationCtx,
  { reason, link, client }: RefusalEvent<DataModel>,
): Promise<void> {
  return audit(ctx, "link.refused", {
    actor: VISITOR,
    subject: link?.email ?? "unknown",
    client,
    details: { reason, ...(link ? { linkId: link._id } : {}) },
  });
}

/**
 * Records that a link was requested. If it renews a campaign's expired invite, the recipient gets the new link. A role
 * is not renewed, because the offer of the role had a time limit.
 */
export async function onRequest(
  ctx: MutationCtx,
  { linkId, email, renewed, notMailedBecause, client }: RequestEvent<DataModel>,
): Promise<void> {
  if (renewed) await moveInvite(ctx, renewed, linkId);
  await expectMail(ctx, { linkId, isMailed: notMailedBecause === null });
  await audit(ctx, "link.asked", {
    actor: VISITOR,
    subject: email,
    client,
    details: {
      linkId,
      isMailed: notMailedBecause === null,
      ...(notMailedBecause && { notMailedBecause }),
    },
  });
}
