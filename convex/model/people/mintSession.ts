/** A session as the exchange makes it: its rows and its cookies come of one call of the component. */
import { randomSecret } from "@latchkey/login-links/http";
import type { FunctionReturnType } from "convex/server";
import { components } from "../../_generated/api";
import type { MutationCtx } from "../../_generated/server";
import type { Client } from "../client";

type Begun = FunctionReturnType<typeof components.betterAuth.signIn.begin>;
type Resumed = FunctionReturnType<typeof components.betterAuth.signIn.resume>;

/** Begins a session for whoever holds the address, on the word of the caller alone. */
export function mintSession(
  ctx: MutationCtx,
  { email, name = "", verifiesEmail }: { email: string; name?: string; verifiesEmail: boolean },
  { ipAddress, userAgent }: Client,
): Promise<Begun> {
  const session = { ipAddress: ipAddress ?? "", userAgent: userAgent ?? "" };
  return ctx.runMutation(components.betterAuth.signIn.begin, { email, name, verifiesEmail, session });
}

/** The same session's cookies once more; null once it has ended. */
export function mintAgain(ctx: MutationCtx, sessionId: string): Promise<Resumed> {
  return ctx.runQuery(components.betterAuth.signIn.resume, { sessionId });
}
