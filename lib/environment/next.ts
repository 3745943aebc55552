import * as z from "zod";
import { brandSchema } from "./brand";
import type { Source } from "./problem";
import { mustBe, read } from "./read";
import { siteUrlOf } from "./site-url";

const httpUrl = () => z.url({ protocol: /^https?$/, error: mustBe("an http or https URL") });

const fromConvex =
  "`npx convex deploy --cmd` and `npm run dev` set it; else copy it from the Convex dashboard.";

/** The environment of the Next side. */
export const nextSchema = z.object({
  NEXT_PUBLIC_CONVEX_URL: httpUrl().meta({ fix: fromConvex }),
  NEXT_PUBLIC_CONVEX_SITE_URL: httpUrl().meta({ fix: fromConvex }),
  /** The URL where people reach the app. All absolute URLs are built from it; the Host header is never used. */
  SITE_URL: httpUrl()
    .transform((value) => new URL(value).origin)
    .meta({
      fix: "Set it to the address that people type, such as https://app.example.com; the same on Convex.",
    }),
  ...brandSchema(
    (name, example) => `Set it as on the Convex side, such as ${name}=${example}, or remove it.`,
  ),
  INTERNAL_PROXY_SECRET: z
    .string({ error: mustBe("a text") })
    .min(32, "must have at least 32 characters")
    .meta({
      fix: "Make one (openssl rand -base64 32) and set the same on both sides; `npm run setup` does.",
    }),
  /** The header in which the proxy in front puts the caller's address, and which a caller cannot set. */
  TRUSTED_IP_HEADER: z
    .string()
    .toLowerCase()
    .optional()
    .meta({ fix: "Name the header that your proxy sets and strips, such as x-real-ip, or remove it." }),
});

export type NextEnvironment = z.output<typeof nextSchema>;

/** The values that the schema checks, completed with Vercel's own variables. */
export function readNextEnvironment(source: Source) {
  const trusted = source.TRUSTED_IP_HEADER || (source.VERCEL === "1" ? "x-vercel-forwarded-for" : undefined);
  return read(nextSchema, { ...source, SITE_URL: siteUrlOf(source), TRUSTED_IP_HEADER: trusted });
}
