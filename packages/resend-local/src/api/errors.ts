/**
 * Resend's error names and the status each is answered with.
 * Source: https://resend.com/docs/api-reference/errors and the error union of the `resend` package.
 */
export const STATUS_OF_ERROR = {
  invalid_idempotency_key: 400,
  missing_api_key: 401,
  restricted_api_key: 401,
  invalid_api_key: 403,
  not_found: 404,
  method_not_allowed: 405,
  invalid_idempotent_request: 409,
  concurrent_idempotent_requests: 409,
  validation_error: 422,
  missing_required_field: 422,
  invalid_from_address: 422,
  invalid_attachment: 422,
  invalid_access: 422,
  invalid_parameter: 422,
  invalid_region: 422,
  rate_limit_exceeded: 429,
  daily_quota_exceeded: 429,
  monthly_quota_exceeded: 429,
  security_error: 451,
  application_error: 500,
  internal_server_error: 500,
} as const;

export type ErrorName = keyof typeof STATUS_OF_ERROR;

export const ERROR_NAMES = Object.keys(STATUS_OF_ERROR) as [ErrorName, ...ErrorName[]];

/** Resend's message if the error does not concern one of the sender's fields. */
const MESSAGE_OF_ERROR: Partial<Record<ErrorName, string>> = {
  missing_api_key: "Missing API key in the authorization header.",
  restricted_api_key: "This API key is restricted to only send emails.",
  invalid_api_key: "API key is invalid.",
  rate_limit_exceeded: "Too many requests. Please limit the number of requests per second.",
  daily_quota_exceeded: "You have reached your daily email sending quota.",
  monthly_quota_exceeded: "You have reached your monthly email sending quota.",
  security_error: "We may have found a security issue with the request.",
  application_error: "An unexpected error occurred.",
  internal_server_error: "An unexpected error occurred.",
};

/** An error of the API: `{ statusCode, name, message }`, in Resend's format. */
export class ApiError extends Error {
  constructor(
    override readonly name: ErrorName,
    message: string = MESSAGE_OF_ERROR[name] ?? name,
    readonly statusCode: number = STATUS_OF_ERROR[name],
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}
