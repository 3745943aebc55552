import { textFromBase64url } from "../shared/digest.ts";

export type Claims = { userId: string | null; sessionId: string | null };

/** What a JWT says, unchecked: enough to recognise it again, and nothing to decide by. */
export function claimsOf(token: string | null | undefined): Claims {
  const { sub, sessionId } = payloadOf(token ?? "");
  return { userId: asString(sub), sessionId: asString(sessionId) };
}

/** All of it, unchecked; empty where it is no JWT. */
export function payloadOf(token: string): Record<string, unknown> {
  try {
    const payload: unknown = JSON.parse(textFromBase64url(token.split(".")[1] ?? "") ?? "");
    return typeof payload === "object" && payload !== null ? { ...payload } : {};
  } catch {
    return {};
  }
}

const asString = (value: unknown) => (typeof value === "string" ? value : null);
