export type Claims = { userId: string | null; sessionId: string | null };

/** What a JWT says, unchecked: enough to recognise it again, and nothing to decide by. */
export function claimsOf(token: string | null | undefined): Claims {
  const { sub, sessionId } = payloadOf(token ?? "");
  return { userId: asString(sub), sessionId: asString(sessionId) };
}

function payloadOf(token: string): Record<string, unknown> {
  try {
    const payload = token.split(".")[1]?.replaceAll("-", "+").replaceAll("_", "/");
    return (JSON.parse(atob(payload ?? "")) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const asString = (value: unknown) => (typeof value === "string" ? value : null);
