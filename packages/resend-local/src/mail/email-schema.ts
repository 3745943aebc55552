import { z } from "zod";
import { ApiError, type ErrorName } from "../api/errors";
import { addressOf } from "./address";

const MAX_RECIPIENTS = 50;
const FORMAT =
  "The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.";

const missing = (field: string) => `Missing \`${field}\` field.`;
const badAddress = (field: string) => `Invalid \`${field}\` field. ${FORMAT}`;

const address = (field: string) =>
  z.string(badAddress(field)).refine((value) => addressOf(value) !== null, badAddress(field));

function addresses(field: string) {
  const list = z
    .array(address(field), badAddress(field))
    .max(MAX_RECIPIENTS, `The \`${field}\` field takes at most ${MAX_RECIPIENTS} addresses.`);
  return z.preprocess((value) => (typeof value === "string" ? [value] : value), list);
}

const optionalAddresses = (field: string) =>
  z.preprocess((value) => value ?? [], addresses(field)) as z.ZodType<string[]>;

const subject = z
  .string("Invalid `subject` field.")
  .refine((value) => !/[\r\n]/.test(value), "The `\\n` is not allowed in the `subject` field.");

const TAG_RULE = "Tags should only contain ASCII letters, numbers, underscores, or dashes.";
const tagPart = z
  .string(TAG_RULE)
  .regex(/^[A-Za-z0-9_-]+$/, TAG_RULE)
  .max(256, "Tags can contain no more than 256 characters.");

const headerName = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, "Invalid `headers` field. A header's name is not valid.");
const headerValue = z
  .string("Invalid `headers` field. A header's value must be a string.")
  .refine((value) => !/[\r\n]/.test(value), "The `\\n` is not allowed in the `headers` field.");

const ATTACHMENT_RULE = "Attachment must have either a `content` or `path`.";
const attachment = z
  .object({
    filename: z.union([z.string(), z.literal(false)]).nullish(),
    content: z.unknown().optional(),
    path: z.string().nullish(),
    content_type: z.string().nullish(),
  })
  .refine((value) => value.content !== undefined || Boolean(value.path), ATTACHMENT_RULE);

const notHere = (field: string, why: string) =>
  z.preprocess(
    (value) => value ?? undefined,
    z.undefined({ error: `The mailbox does not take \`${field}\`: ${why}` }),
  );

/**
 * The body of `POST /emails` as Resend reads it. Scheduling and stored templates are refused with a message rather than
 * ignored, because sending at once, or sending an empty mail, would mislead.
 */
const emailSchema = z
  .object({
    from: address("from"),
    to: addresses("to"),
    cc: optionalAddresses("cc"),
    bcc: optionalAddresses("bcc"),
    reply_to: optionalAddresses("reply_to"),
    subject,
    html: z.string("Invalid `html` field.").nullish(),
    text: z.string("Invalid `text` field.").nullish(),
    headers: z.record(headerName, headerValue, "Invalid `headers` field.").nullish(),
    tags: z.array(z.object({ name: tagPart, value: tagPart }, TAG_RULE), "Invalid `tags` field.").nullish(),
    attachments: z.array(attachment, "Invalid `attachments` field.").nullish(),
    topic_id: z.string("Invalid `topic_id` field.").nullish(),
    scheduled_at: notHere("scheduled_at", "nothing waits here, so schedule in the app."),
    template: notHere("template", "it stores none, so send `html` and `text`."),
  })
  .refine((email) => Boolean(email.html) || Boolean(email.text), "Missing `html` or `text` field.")
  .transform((email) => ({
    from: email.from,
    to: email.to,
    cc: email.cc,
    bcc: email.bcc,
    replyTo: email.reply_to,
    subject: email.subject,
    html: email.html ?? null,
    text: email.text ?? null,
    headers: email.headers ?? {},
    tags: email.tags ?? [],
    topicId: email.topic_id ?? null,
    attachments: (email.attachments ?? []).map((file) => file.filename || file.path || "attachment"),
  }));

export type NewEmail = z.infer<typeof emailSchema>;

const NAME_BY_FIELD: Record<string, ErrorName> = {
  from: "invalid_from_address",
  attachments: "invalid_attachment",
};

const REQUIRED = ["from", "to", "subject"] as const;

function isAbsent(value: unknown): boolean {
  return (
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

/** @throws ApiError 422 for the first error, with Resend's field names and messages */
export function parseEmail(body: unknown): NewEmail {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new ApiError("validation_error", "The request body must be one email.");
  }
  const absent = REQUIRED.find((field) => isAbsent((body as Record<string, unknown>)[field]));
  if (absent) throw new ApiError("missing_required_field", missing(absent));
  const parsed = emailSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = NAME_BY_FIELD[String(issue?.path[0])] ?? "validation_error";
  throw new ApiError(name, issue?.message);
}
