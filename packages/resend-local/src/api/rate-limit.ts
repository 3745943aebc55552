import { ApiError } from "./errors";

/** High enough to be no limit on one machine, so that the headers need no special case. */
const UNLIMITED = 10_000;

const WINDOW_MS = 1_000;

/** Requests a second for the whole account, counted in fixed windows. */
export class RateLimit {
  private windowStart = 0;
  private used = 0;

  constructor(
    private readonly perSecond: number = UNLIMITED,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Counts one request.
   * @returns the headers that every answer carries
   * @throws ApiError `rate_limit_exceeded` with `retry-after`
   */
  take(): Record<string, string> {
    const now = this.now();
    if (now - this.windowStart >= WINDOW_MS) {
      this.windowStart = now;
      this.used = 0;
    }
    this.used++;
    const headers = this.headers(now);
    if (this.used <= this.perSecond) return headers;
    throw new ApiError("rate_limit_exceeded", this.refusal(), 429, {
      ...headers,
      "retry-after": headers["ratelimit-reset"] ?? "1",
    });
  }

  private headers(now: number): Record<string, string> {
    return {
      "ratelimit-limit": String(this.perSecond),
      "ratelimit-policy": `${this.perSecond};w=${WINDOW_MS / 1000}`,
      "ratelimit-remaining": String(Math.max(0, this.perSecond - this.used)),
      "ratelimit-reset": String(Math.ceil((this.windowStart + WINDOW_MS - now) / 1000)),
    };
  }

  private refusal(): string {
    return (
      `Too many requests. You can only make ${this.perSecond} requests per second. ` +
      "See rate limit response headers for more information."
    );
  }
}
