import { ConvexError } from "convex/values";
import { z } from "zod";
import { internal } from "../_generated/api";
import { httpAction } from "../functions";

const bodySchema = z.strictObject({
  email: z.string(),
  name: z.string().optional(),
  next: z.string().optional(),
  expiresInMinutes: z.number().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  deliver: z.boolean().optional(),
});

/**
 * `POST /api/login-links` with `Authorization: Bearer lk_…` and the fields of `loginLinks:mint` as JSON.
 * 201 `{ url, linkId, expiresAt }`; 400, 401, 429 `{ error: { code, message } }`.
 */
export const mintLoginLink = httpAction(async (ctx, request) => {
  const key = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!key) return problem(401, "unauthorized", "Send an API key: Authorization: Bearer lk_…");
  const body = bodySchema.safeParse(await request.json().catch(() => null));
  if (!body.success) return problem(400, "invalid", z.prettifyError(body.error));
  try {
    const result = await ctx.runMutation(internal.apiKeys.mintLoginLink, { key, link: body.data });
    if (result.ok) {
      const { url, linkId, expiresAt } = result;
      return Response.json({ url, linkId, expiresAt }, { status: 201, headers: NO_STORE });
    }
    if (result.reason === "unauthorized") return problem(401, "unauthorized", "That API key is not valid.");
    return problem(429, "rate_limited", "Too many links for this key.", {
      "retry-after": String(result.retryAfterSeconds),
    });
  } catch (error) {
    if (error instanceof ConvexError && error.data?.code === "invalid")
      return problem(400, "invalid", error.data.message);
    throw error;
  }
});

const NO_STORE = { "cache-control": "no-store" };

function problem(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ error: { code, message } }, { status, headers: { ...NO_STORE, ...headers } });
}
