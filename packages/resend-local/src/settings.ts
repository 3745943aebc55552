import { z } from "zod";
import type { MailboxOptions } from "./server";

/** An empty variable counts as unset. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => value || undefined, schema.optional());

const settingsSchema = z
  .object({
    MAILBOX_PORT: z.preprocess((value) => value || 3025, z.coerce.number().int().min(1).max(65_535)),
    MAILBOX_REQUESTS_PER_SECOND: optional(z.coerce.number().int().min(1)),
    MAILBOX_CAPACITY: optional(z.coerce.number().int().min(1)),
    MAILBOX_DOMAINS: optional(z.string()),
    RESEND_WEBHOOK_URL: optional(z.url()),
    RESEND_WEBHOOK_SECRET: optional(z.string().startsWith("whsec_")),
    SITE_URL: optional(z.url()),
  })
  .refine(
    (env) => !env.RESEND_WEBHOOK_URL === !env.RESEND_WEBHOOK_SECRET,
    "Set both RESEND_WEBHOOK_URL and RESEND_WEBHOOK_SECRET, or neither.",
  );

/** The mailbox's options from the environment. @throws Error that names each invalid variable */
export function readSettings(env: Record<string, string | undefined>): MailboxOptions {
  const parsed = settingsSchema.safeParse(env);
  if (!parsed.success) throw new Error(`The mailbox cannot start:\n${z.prettifyError(parsed.error)}`);
  const { RESEND_WEBHOOK_URL: url, RESEND_WEBHOOK_SECRET: secret, ...rest } = parsed.data;
  return {
    port: rest.MAILBOX_PORT,
    requestsPerSecond: rest.MAILBOX_REQUESTS_PER_SECOND,
    capacity: rest.MAILBOX_CAPACITY,
    domains: rest.MAILBOX_DOMAINS?.split(",").map((domain) => domain.trim().toLowerCase()),
    siteUrl: rest.SITE_URL,
    webhook: url && secret ? { url, secret } : undefined,
  };
}
