/** What the mail provider's errors mean for a marketer: what happened, and who can fix it. */
import type { ErrorResponse } from "resend";

const ADMIN = "The people who run this site can fix it";
const RETRY = "We try again automatically.";
const FAULT =
  "Something went wrong in this application, so the mail provider rejected the emails. Ask the people who run this site to report it to the developers.";

const MESSAGES: Record<ErrorResponse["name"], string> = {
  daily_quota_exceeded: `We have reached the mail provider's daily limit. Resume tomorrow, or ask the people who run this site to choose a larger plan.`,
  monthly_quota_exceeded: `We have reached the mail provider's monthly limit. Ask the people who run this site to choose a larger plan.`,
  rate_limit_exceeded: `The mail provider is limiting how fast we can send. ${RETRY}`,
  missing_api_key: `The mail provider was called without an API key. ${ADMIN}: RESEND_API_KEY is missing.`,
  invalid_api_key: `The mail provider does not accept the API key. ${ADMIN} with a new RESEND_API_KEY.`,
  restricted_api_key: `The mail provider's API key is not allowed to send email. Ask the people who run this site for a key that can send.`,
  invalid_access: `The mail provider's API key is not allowed to send email. Ask the people who run this site for a key that can send.`,
  security_error: `The mail provider has blocked the account for its security. ${ADMIN} by asking the provider.`,
  validation_error: `The mail provider refuses these emails as they are, often because the sender's domain is not verified. ${ADMIN}.`,
  invalid_from_address: `The mail provider refuses the sender's address. ${ADMIN}: MAIL_FROM is wrong.`,
  invalid_parameter: `The mail provider refuses a part of these emails. Look at the reply-to address first. Otherwise ask the people who run this site.`,
  missing_required_field: `A part of these emails is missing, according to the mail provider. Look at the subject and the message first. Otherwise ask the people who run this site.`,
  invalid_attachment: `The mail provider refuses an attachment. ${ADMIN}.`,
  invalid_region: `The mail provider does not support the account's region. ${ADMIN}.`,
  invalid_idempotency_key: FAULT,
  invalid_idempotent_request: FAULT,
  concurrent_idempotent_requests: `The mail provider is still working on these emails. ${RETRY}`,
  not_found: `The mail provider's address is wrong. ${ADMIN} by correcting RESEND_BASE_URL.`,
  method_not_allowed: `The mail provider's address is wrong. ${ADMIN} by correcting RESEND_BASE_URL.`,
  application_error: `The mail provider cannot be reached or does not answer. ${RETRY}`,
  internal_server_error: `The mail provider has an outage. ${RETRY}`,
};

const OUTAGE = "We could not reach the mail provider several times in a row. Resume when it works again.";
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
