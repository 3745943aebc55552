import type { WithoutSystemFields } from "convex/server";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Client } from "./client";

export type AuditAction =
  | "link.asked"
  | "link.minted"
  | "link.exchanged"
  | "link.refused"
  | "link.revoked"
  | "session.revoked"
  | "apiKey.created"
  | "apiKey.revoked";

type AuditEvent = Omit<WithoutSystemFields<Doc<"auditEvents">>, "action" | "ipAddress" | "userAgent">;

/** Appends a row in the transaction of what it tells of: neither is ever there without the other. */
export async function audit(
  ctx: MutationCtx,
  action: AuditAction,
  event: AuditEvent & { client?: Client },
): Promise<void> {
  const { client, ...rest } = event;
  await ctx.db.insert("auditEvents", {
    ...rest,
    action,
    ...(client?.ipAddress ? { ipAddress: client.ipAddress } : {}),
    ...(client?.userAgent ? { userAgent: client.userAgent } : {}),
  });
}
