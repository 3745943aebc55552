import type { z } from "zod";
import { ApiError } from "./errors";

/** The parsed value. @throws ApiError `validation_error` that names the field */
export function orRefuse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join(".");
  throw new ApiError("validation_error", field ? `Invalid \`${field}\`: ${issue?.message}` : issue?.message);
}
