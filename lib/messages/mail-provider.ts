/** What the mail provider's errors mean for a marketer: what happened, and who can fix it. */
import type { ErrorResponse } from "resend";

const ADMIN = "The people who run this site can fix it";
const RETRY = "We try again automatically.";

const MESSAGES: Record<ErrorResponse["name"], string> = {
  daily_quota_exceeded: `The mail provider's limit for today is used up. Resume tomorrow. ${ADMIN} sooner with a larger plan.`,
  monthly_quota_exceeded: `The mail provider's limit for this month is used up. ${ADMIN} with a larger plan.`,
  rate_limit_exceeded: `The mail provider asks for a slower pace. ${RETRY}`,
  missing_api_key: `The mail provider was called without an API key. ${ADMIN}: RESEND_API_KEY is missing.`,
  invalid_api_key: `The mail provider does not accept the API key. ${ADMIN} with a new RESEND_API_KEY.`,
  restricted_api_key: `The API key is not allowed to send mail. ${ADMIN} with a key that is.`,
  invalid_access: `The API key has no access to sending. ${ADMIN} with a key that has.`,
  security_error: `The mail provider has blocked the account for its security. ${ADMIN} by asking the provider.`,
  validation_error: `The mail provider refuses these emails as they are, often because the sender's domain is not verified. ${ADMIN}.`,
  invalid_from_address: `The mail provider refuses the sender's address. ${ADMIN}: MAIL_FROM is wrong.`,
  invalid_parameter: `The mail provider refuses a part of these emails. Look at the reply-to address first. Otherwise ask the people who run this site.`,
  missing_required_field: `A part of these emails is missing, according to the mail provider. Look at the subject and the message first. Otherwise ask the people who run this site.`,
  invalid_attachment: `The mail provider refuses an attachment. ${ADMIN}.`,
  invalid_region: `The mail provider does not know the region of the account. ${ADMIN}.`,
  invalid_idempotency_key: `The mail provider refuses the key of this request. ${ADMIN} by reporting a fault of this application.`,
  invalid_idempotent_request: `The mail provider received other emails under the same key. ${ADMIN} by reporting a fault of this application.`,
  concurrent_idempotent_requests: `The mail provider is still working on these emails. ${RETRY}`,
  not_found: `The address of the mail provider is wrong. ${ADMIN}: RESEND_BASE_URL leads nowhere.`,
  method_not_allowed: `The address of the mail provider is wrong. ${ADMIN}: RESEND_BASE_URL is not the address of a mail provider.`,
  application_error: `The mail provider cannot be reached or does not answer. ${RETRY}`,
  internal_server_error: `The mail provider has an outage. ${RETRY}`,
};

const OUTAGE =
  "The mail provider did not answer several times in a row. Wait until it works again, then resume.";
const STOPS_AFTER_RETRIES = new Set([
  "application_error",
  "internal_server_error",
  "concurrent_idempotent_requests",
]);

/** Shown while a campaign is being sent. Null for a name that the provider does not document. */
export function troubleMessage(name: string): string | null {
  return isKnown(name) ? MESSAGES[name] : null;
}

/** Shown once the error has stopped the campaign and nothing is retried automatically. */
export function stopMessage(name: string): string | null {
  return STOPS_AFTER_RETRIES.has(name) ? OUTAGE : troubleMessage(name);
}

function isKnown(name: string): name is ErrorResponse["name"] {
  return Object.hasOwn(MESSAGES, name);
}
