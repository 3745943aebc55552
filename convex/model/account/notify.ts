import type { Client } from "@latchkey/login-links/convex";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { mailAccountLetter } from "../../mail/accountQueue";

interface News {
  userId: string;
  email: string;
  kind: Doc<"notices">["kind"];
  sessionId?: string;
  client: Pick<Client, "ipAddress" | "userAgent">;
}

/**
 * Stores a notice, which the account's pages show, and mails it. A notice about a used link is not mailed, because the
 * mailbox already has the mail with that link.
 */
export async function notify(ctx: MutationCtx, { client, ...news }: News): Promise<void> {
  const id = await ctx.db.insert("notices", {
    ...news,
    ...(client.ipAddress ? { ipAddress: client.ipAddress } : {}),
    ...(client.userAgent ? { userAgent: client.userAgent } : {}),
  });
  if (news.kind !== "linkUsed") await mailAccountLetter(ctx, { kind: news.kind, id });
}
