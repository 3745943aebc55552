/** How long to wait for an answer, in ms. */
const TIMEOUT_MS = 10_000;

/**
 * The id of the user whose session this browser has, or null if it has none. Throws if the server gave no valid answer.
 */
export async function askForSession(): Promise<string | null> {
  const { status, body } = await ask("get-session");
  if (status === 200 && body === null) return null;
  const { user } = (body ?? {}) as { user?: { id?: unknown } };
  if (status === 200 && typeof user?.id === "string") return user.id;
  throw new Error(`No answer about the session: ${status}`);
}

/** A JWT for Convex, or null if there is no session to make one for. Throws if the server gave no valid answer. */
export async function askForToken(): Promise<string | null> {
  const { status, body } = await ask("convex/token");
  if (status === 401) return null;
  const { token } = (body ?? {}) as { token?: unknown };
  if (status === 200 && typeof token === "string") return token;
  throw new Error(`No answer about the token: ${status}`);
}

/**
 * Throws if the answer is not JSON, because then it is not from Better Auth: a proxy, or the Wi-Fi of a hotel, answers
 * with its own pages.
 */
async function ask(path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`/api/auth/${path}`, {
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const type = response.headers.get("content-type") ?? "";
  if (!type.startsWith("application/json")) throw new Error(`Not Better Auth's answer: ${response.status}`);
  return { status: response.status, body: await response.json() };
}
