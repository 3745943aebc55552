import { Cron } from "croner";
import { PushError, type CronSpec } from "../../types";

/**
 * Checks what `cronJobs()` itself does not (crates/model/src/cron_jobs/types.rs). Convex parses cron expressions with
 * saffron. This uses croner, which also accepts only five fields here.
 */
export function checkCronSpec({ identifier, spec: { schedule } }: CronSpec): void {
  if (!/^[\x20-\x7e]*$/.test(identifier))
    throw invalid(
      `CronIdentifier ${identifier} may hold only ASCII characters that are not control characters.`,
    );
  if (schedule.type === "cron" && !isExpression(schedule.cron))
    throw invalid(
      `cron job "${identifier}": "${schedule.cron}" is no cron expression of five fields (minute hour day month weekday).`,
    );
}

function isExpression(expression: string): boolean {
  if (expression.trim().split(/\s+/).length !== 5) return false;
  try {
    new Cron(expression, { paused: true });
    return true;
  } catch {
    return false;
  }
}

function invalid(message: string): PushError {
  return new PushError("InvalidCron", message);
}
