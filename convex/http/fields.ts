/**
 * Helpers that read JSON of an unknown shape by hand, because evaluating a schema library takes longer than a webhook's
 * work.
 */
export type Fields = Record<string, unknown>;

/** The parsed JSON; null if the text is not JSON. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

export function asObject(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

export function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

const DAY = 24 * 3_600_000;

/**
 * The time of a webhook's event, in ms. The current time if the event's time is missing, invalid or more than a day in
 * the future.
 */
export function timeOf(createdAt: unknown): number {
  const now = Date.now();
  const time = Date.parse(asText(createdAt) ?? "");
  return time > 0 && time < now + DAY ? time : now;
}
