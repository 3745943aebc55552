import { z } from "zod";
import { ApiError, ERROR_NAMES, STATUS_OF_ERROR, type ErrorName } from "../api/errors";

/** Resend's error name for a status, for tests that only set the status. */
const NAME_OF_STATUS: Record<number, ErrorName> = {
  401: "missing_api_key",
  403: "invalid_api_key",
  404: "not_found",
  409: "concurrent_idempotent_requests",
  422: "validation_error",
  429: "rate_limit_exceeded",
  451: "security_error",
};

/**
 * `POST /faults`: what should go wrong with the next `times` calls that send.
 * - `status` and/or `name`: answers with that error; `retryAfter` (seconds) adds the header.
 * - `mode`: `hang` never answers, `cut` drops the connection, `slow` answers after `delayMs`.
 * - `accept: true`: accepts the emails first. The client cannot see whether they were accepted.
 * - `path`: only calls of that path, `/emails` or `/emails/batch`; by default both.
 */
export const faultSchema = z
  .strictObject({
    status: z.number().int().min(400).max(599).optional(),
    name: z.enum(ERROR_NAMES).optional(),
    message: z.string().optional(),
    retryAfter: z.number().min(0).optional(),
    mode: z.enum(["hang", "cut", "slow"]).optional(),
    delayMs: z.number().int().min(0).max(600_000).default(2_000),
    accept: z.boolean().default(false),
    path: z.enum(["/emails", "/emails/batch"]).optional(),
    times: z.number().int().min(1).max(1_000_000).default(1),
  })
  .refine((fault) => fault.mode ?? fault.status ?? fault.name, "Give a `status`, a `name` or a `mode`.");

export type Fault = z.infer<typeof faultSchema>;

export function errorOf(fault: Fault): ApiError {
  const name = fault.name ?? NAME_OF_STATUS[fault.status ?? 500] ?? "internal_server_error";
  const headers: Record<string, string> =
    fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
  return new ApiError(name, fault.message, fault.status ?? STATUS_OF_ERROR[name], headers);
}

/** One line for people: `429 rate_limit_exceeded, retry after 1 s`. */
export function describeFault(fault: Fault): string {
  const error = errorOf(fault);
  const what = {
    hang: "never answers",
    cut: "cuts the connection",
    slow: `answers after ${fault.delayMs} ms`,
    none: `${error.statusCode} ${error.name}`,
  }[fault.mode ?? "none"];
  const retry = fault.retryAfter === undefined ? "" : `, retry after ${fault.retryAfter} s`;
  const where = fault.path ? `POST ${fault.path}: ` : "";
  return `${where}${what}${retry}${fault.accept ? ", having taken the mail in" : ""}`;
}
