import { createHash } from "node:crypto";
import type { Call, Reply } from "../http/reply";
import { ApiError } from "./errors";

const KEPT_MS = 24 * 60 * 60 * 1000;
const MAX_LENGTH = 256;

type Entry = { fingerprint: string; at: number; reply: Reply | null };

/**
 * Idempotency keys as Resend handles them: for 24 hours, and only for successful calls. Source:
 * https://resend.com/docs/dashboard/emails/idempotency-keys
 */
export class IdempotencyKeys {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly now: () => number = Date.now) {}

  /**
   * Runs `work` once for each key and answers a repeat with the first answer.
   * @throws ApiError `invalid_idempotency_key`, `invalid_idempotent_request`, `concurrent_idempotent_requests`
   */
  async run(call: Call, work: () => Promise<Reply>): Promise<Reply> {
    const given = call.headers["idempotency-key"];
    if (given === undefined) return work();
    const key = checked(given);
    const fingerprint = fingerprintOf(call);
    this.sweep();
    const earlier = this.entries.get(key);
    return earlier ? repeat(earlier, fingerprint) : this.first(key, fingerprint, work);
  }

  private async first(key: string, fingerprint: string, work: () => Promise<Reply>): Promise<Reply> {
    const entry: Entry = { fingerprint, at: this.now(), reply: null };
    this.entries.set(key, entry);
    try {
      const reply = await work();
      if (reply.status === 200) entry.reply = reply;
      return reply;
    } finally {
      if (!entry.reply) this.entries.delete(key);
    }
  }

  /** A Map keeps the order of insertion, so the oldest keys come first. */
  private sweep(): void {
    for (const [key, entry] of this.entries) {
      if (entry.at > this.now() - KEPT_MS) return;
      this.entries.delete(key);
    }
  }
}

function checked(key: string): string {
  if (key.length >= 1 && key.length <= MAX_LENGTH) return key;
  throw new ApiError("invalid_idempotency_key", "The key must be between 1-256 chars.");
}

/** Includes the header with a batch's mode, because the mode is part of the request. */
function fingerprintOf({ path, body, headers }: Call): string {
  return createHash("sha256")
    .update(`${path}\n${headers["x-batch-validation"] ?? "strict"}\n${body}`)
    .digest("base64");
}

function repeat(earlier: Entry, fingerprint: string): Reply {
  if (earlier.fingerprint !== fingerprint) {
    throw new ApiError(
      "invalid_idempotent_request",
      "Same idempotency key used with a different request payload.",
    );
  }
  if (!earlier.reply) {
    throw new ApiError(
      "concurrent_idempotent_requests",
      "Same idempotency key used while original request is still in progress.",
    );
  }
  return earlier.reply;
}
