import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { betterAuth } from "better-auth/minimal";
import { createStockAuth } from "./stockAuth";

interface Material {
  session: {
    _id: string;
    token: string;
    userId: string;
    createdAt: number;
    updatedAt: number;
    expiresAt: number;
  };
  user: {
    _id: string;
    email: string;
    name: string;
    emailVerified: boolean;
    createdAt: number;
    updatedAt: number;
  };
  signingKey: { _id: string; publicKey: string; privateKey: string; createdAt: number };
}

/**
 * Builds Better Auth and signs both cookies of a session: the last step of the stock endpoint, without its database.
 */
export async function signCookies({ session, user, signingKey }: Material): Promise<string[]> {
  const keys = { page: [signingKey], isDone: true, continueCursor: "" };
  const ctx = { runQuery: async () => keys };
  const { options } = createStockAuth(ctx as never);
  const auth = betterAuth({ ...options, plugins: [...options.plugins, setsCookies] });
  const body = { session: dated(session), user: dated(user) };
  const { headers } = await auth.api.setCookies({ body, returnHeaders: true });
  return headers.getSetCookie();
}

const setsCookies = {
  id: "sets-cookies",
  endpoints: {
    setCookies: createAuthEndpoint("/sign-in/for-a-bench", { method: "POST" }, async (ctx) => {
      await setSessionCookie(ctx, ctx.body as never, false);
      return ctx.json(null);
    }),
  },
};

function dated(row: object): object {
  const { _id: id, ...fields } = row as { _id: string };
  const entries = Object.entries(fields).map(([name, value]) => [
    name,
    name.endsWith("At") ? new Date(value as number) : value,
  ]);
  return { ...Object.fromEntries(entries), id };
}
