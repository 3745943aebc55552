/** How long an answer may take, in ms. */
const PATIENCE = 10_000;

/** Whose session this browser holds; null says that it holds none. Throws where nobody has answered. */
export async function askForSession(): Promise<string | null> {
  const { status, body } = await ask("get-session");
  if (status === 200 && body === null) return null;
  const { user } = (body ?? {}) as { user?: { id?: unknown } };
  if (status === 200 && typeof user?.id === "string") return user.id;
  throw new Error(`No answer about the session: ${status}`);
}

/** A JWT for Convex; null says that there is no session to make one for. Throws where nobody has answered. */
export async function askForToken(): Promise<string | null> {
  const { status, body } = await ask("convex/token");
  if (status === 401) return null;
  const { token } = (body ?? {}) as { token?: unknown };
  if (status === 200 && typeof token === "string") return token;
  throw new Error(`No answer about the token: ${status}`);
}

/** Only JSON is Better Auth's word: a proxy in between, or the Wi-Fi of a hotel, answers with pages of its own. */
async function ask(path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`/api/auth/${path}`, {
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE),
  });
  const type = response.headers.get("content-type") ?? "";
  if (!type.startsWith("application/json")) throw new Error(`Not Better Auth's answer: ${response.status}`);
  return { status: response.status, body: await response.json() };
}
