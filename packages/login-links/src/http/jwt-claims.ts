import { textFromBase64url } from "../shared/digest.ts";

export type Claims = { userId: string | null; sessionId: string | null };

/** The claims of a JWT, unchecked: good enough to recognise it, but not to decide anything. */
export function claimsOf(token: string | null | undefined): Claims {
  const { sub, sessionId } = payloadOf(token ?? "");
  return { userId: asString(sub), sessionId: asString(sessionId) };
}

/** The whole payload, unchecked; empty if it is not a JWT. */
export function payloadOf(token: string): Record<string, unknown> {
  try {
    const payload: unknown = JSON.parse(textFromBase64url(token.split(".")[1] ?? "") ?? "");
    return typeof payload === "object" && payload !== null ? { ...payload } : {};
  } catch {
    return {};
  }
}

const asString = (value: unknown) => (typeof value === "string" ? value : null);
