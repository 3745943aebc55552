import * as z from "zod";
import { parseEmailAddress } from "@latchkey/login-links/http";
import { brandSchema } from "./brand";
import type { Source } from "./problem";
import { mustBe, read } from "./read";

const set = (name: string, value = "") => `npx convex env set ${name}${value && ` '${value}'`}`;

const text = (what: string) => z.string({ error: mustBe(what) });

const secret = (name: string) =>
  text("a text")
    .min(32, "must have at least 32 characters")
    .meta({ fix: `Make one: openssl rand -base64 32 | ${set(name)}` });

const number = (name: string, what: string, isGood: (value: number) => boolean, example: string) =>
  text(what)
    .refine((value) => isGood(Number(value)), `must be ${what}`)
    .optional()
    .meta({ fix: set(name, example) });

/** The address in `Name <address@domain>`, or in an address alone. Null if it is not a valid address. */
export function senderAddress(value: string): string | null {
  return parseEmailAddress(/<([^<>]+)>\s*$/.exec(value)?.[1] ?? value);
}

const addresses = (value: string): string[] =>
  value
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);

const isAddressOrDomain = (value: string): boolean =>
  value.includes("@") ? parseEmailAddress(value) !== null : /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value);

/** The environment of the Convex side, which convex/convex.config.ts declares, with all checks. */
export const convexSchema = z.object({
  SITE_URL: text("a URL")
    .refine(isOrigin, "must be an http or https URL without a path, and without a slash at its end")
    .meta({ fix: `The same as on the Next side: ${set("SITE_URL", "https://app.example.com")}` }),
  ...brandSchema((name, example) => `The same as on the Next side: ${set(name, example)}`),
  BETTER_AUTH_SECRET: secret("BETTER_AUTH_SECRET"),
  INTERNAL_PROXY_SECRET: secret("INTERNAL_PROXY_SECRET"),
  RESEND_API_KEY: text("a text")
    .startsWith("re_", "must begin with re_")
    .meta({ fix: `Make a key at https://resend.com/api-keys, then ${set("RESEND_API_KEY")}` }),
  MAIL_FROM: text("a text")
    .refine((value) => senderAddress(value) !== null, "must be an address, or a name and an address in <>")
    .meta({ fix: set("MAIL_FROM", "Acme <hello@mail.example.com>") }),
  RESEND_BASE_URL: z
    .url({ protocol: /^https?$/, error: mustBe("an http or https URL") })
    .optional()
    .meta({ fix: "Remove it: npx convex env remove RESEND_BASE_URL" }),
  RESEND_WEBHOOK_SECRET: text("a text")
    .startsWith("whsec_", "must begin with whsec_")
    .optional()
    .meta({ fix: `Copy it from https://resend.com/webhooks, then ${set("RESEND_WEBHOOK_SECRET")}` }),
  ADMIN_EMAILS: text("a text")
    .refine(
      (value) => addresses(value).every((one) => parseEmailAddress(one) !== null),
      "has an entry that is no address",
    )
    .optional()
    .meta({ fix: set("ADMIN_EMAILS", "ada@example.com,bob@example.com") }),
  SIGN_UP: z
    .enum(["open", "invite-only"], { error: mustBe("open or invite-only") })
    .optional()
    .meta({ fix: set("SIGN_UP", "open") }),
  POSTAL_ADDRESS: z
    .string()
    .optional()
    .meta({ fix: set("POSTAL_ADDRESS", "Example Ltd, 1 Example Street, 10115 Berlin, Germany") }),
  MAIL_ALLOW_LIST: text("a text")
    .refine(
      (value) => addresses(value).every(isAddressOrDomain),
      "has an entry that is neither address nor domain",
    )
    .optional()
    .meta({ fix: set("MAIL_ALLOW_LIST", "ada@example.com,example.org") }),
  RESEND_REQUESTS_PER_SECOND: number(
    "RESEND_REQUESTS_PER_SECOND",
    "a number above 0",
    (value) => value > 0,
    "2",
  ),
  RATE_LIMIT_SCALE: number("RATE_LIMIT_SCALE", "a number of at least 1", (value) => value >= 1, "1"),
});

export const CONVEX_VARIABLES = Object.keys(convexSchema.shape) as (keyof z.output<typeof convexSchema>)[];

export const readConvexEnvironment = (source: Source) => read(convexSchema, source);

function isOrigin(value: string): boolean {
  return URL.canParse(value) && /^https?:/.test(value) && new URL(value).origin === value;
}
