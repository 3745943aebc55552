import type { mintFields } from "@latchkey/login-links/convex";
import { readText } from "@latchkey/login-links/http";
import type { ObjectType } from "convex/values";
import { failureOf } from "../../lib/failure";
import { internal } from "../_generated/api";
import { httpAction } from "../functions";

type LinkFields = ObjectType<typeof mintFields>;

// Checked by hand: other routes share this module, and evaluating a schema library takes twenty times as long as a
// webhook's own work.
const FIELDS: Record<keyof LinkFields, [is: (value: unknown) => boolean, what: string]> = {
  email: [isText, "a text"],
  name: [isText, "a text"],
  next: [isText, "a text"],
  expiresInMinutes: [(value) => typeof value === "number", "a number"],
  metadata: [(value) => isObject(value) && Object.values(value).every(isText), "an object of texts"],
  deliver: [(value) => typeof value === "boolean", "true or false"],
};

/**
 * `POST /api/login-links` with `Authorization: Bearer lk_…` and the fields of `loginLinks:mint` as JSON. Answers 201
 * with `{ url, linkId, expiresAt }`, or 400, 401, 413 or 429 with `{ error: { code, message } }`.
 */
export const mintLoginLink = httpAction(async (ctx, request) => {
  const key = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!key) return problem(401, "unauthorized", "Send an API key: Authorization: Bearer lk_…");
  const text = await readText(request, MAX_BYTES);
  if (text === null) return problem(413, "too_large", `The body may have at most ${MAX_BYTES} bytes.`);
  const body = parsed(text);
  if (!isLink(body)) return problem(400, "invalid", whatIsWrong(body));
  try {
    const result = await ctx.runMutation(internal.apiKeys.mintLoginLink, { key, link: body });
    if (result.ok) {
      const { url, linkId, expiresAt } = result;
      return Response.json({ url, linkId, expiresAt }, { status: 201, headers: NO_STORE });
    }
    if (result.reason === "unauthorized") return problem(401, "unauthorized", "That API key is not valid.");
    return problem(429, "rate_limited", "Too many links for this key.", {
      "retry-after": String(result.retryAfterSeconds),
    });
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.code !== "invalid") throw error;
    return problem(400, "invalid", failure.message);
  }
});

/** Much more than a valid body needs: metadata may have 2 KiB, and all other fields are shorter. */
const MAX_BYTES = 64 * 1024;

/** The parsed JSON; null if the text is not JSON, because a valid body is never null. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const NO_STORE = { "cache-control": "no-store" };

function problem(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ error: { code, message } }, { status, headers: { ...NO_STORE, ...headers } });
}

function isLink(body: unknown): body is LinkFields {
  return whatIsWrong(body) === "";
}

/** An error message for the developer who called the API; empty if the body is valid. */
function whatIsWrong(body: unknown): string {
  if (!isObject(body)) return "Send a JSON object with an email.";
  if (body.email === undefined) return "email is missing.";
  for (const [name, value] of Object.entries(body)) {
    if (!Object.hasOwn(FIELDS, name)) return `There is no field ${JSON.stringify(name.slice(0, 100))}.`;
    const [is, what] = FIELDS[name as keyof LinkFields];
    if (!is(value)) return `${name} must be ${what}.`;
  }
  return "";
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
