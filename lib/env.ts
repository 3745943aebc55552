import "server-only";
import * as z from "zod";

/**
 * The environment of the Next side, parsed once when the server starts. The public half may reach the browser, as
 * props of a server component: no client code reads this file, so zod stays out of its bundles.
 */
const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http or https URL" });

const publicSchema = z.object({
  NEXT_PUBLIC_CONVEX_URL: httpUrl,
  NEXT_PUBLIC_CONVEX_SITE_URL: httpUrl,
});

const serverSchema = z.object({
  /** Base URL that people reach the app at. Everything absolute is built on it: the Host header is never believed. */
  SITE_URL: httpUrl.transform((value) => new URL(value).origin),
  INTERNAL_PROXY_SECRET: z.string("is missing").min(32, "must have at least 32 characters"),
  /** Header in which the proxy in front puts the caller's address, and which a caller cannot set himself. */
  TRUSTED_IP_HEADER: z.string().toLowerCase().optional(),
  VERCEL: z.string().optional(),
});

const schema = publicSchema.extend(serverSchema.shape).transform(({ VERCEL, ...env }) => ({
  ...env,
  TRUSTED_IP_HEADER: env.TRUSTED_IP_HEADER ?? (VERCEL === "1" ? "x-vercel-forwarded-for" : undefined),
}));

export type Env = z.output<typeof schema>;

/** Throws one error that names every variable that is missing or wrong, so that nobody fixes them one at a time. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(filled);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not complete:\n${problems.join("\n")}\nSee the README, "Environment".`);
}

/** Named one by one because Next writes NEXT_PUBLIC_ values into the build only where it sees the whole name. */
export const env = parseEnv({
  NEXT_PUBLIC_CONVEX_URL: process.env.NEXT_PUBLIC_CONVEX_URL,
  NEXT_PUBLIC_CONVEX_SITE_URL: process.env.NEXT_PUBLIC_CONVEX_SITE_URL,
  SITE_URL: process.env.SITE_URL,
  INTERNAL_PROXY_SECRET: process.env.INTERNAL_PROXY_SECRET,
  TRUSTED_IP_HEADER: process.env.TRUSTED_IP_HEADER,
  VERCEL: process.env.VERCEL,
});
