import type { EmailEvent } from "../mail/email";
import { signedHeaders, signingKey } from "./sign";

export type WebhookTarget = { url: string; secret: string };

/**
 * Resend waits 5 s, 5 min, 30 min and longer, which is too long on a laptop. Resend and the mailbox both make eight
 * attempts.
 */
const RETRY_DELAYS_MS = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000];
const ATTEMPT_TIMEOUT_MS = 15_000;
/** How many webhooks are sent at once. Few, because the process that receives them has mail to send as well. */
const AT_ONCE = 2;

type Reported = Pick<EmailEvent, "id" | "webhook">;
type Message = { event: Reported; body: string; attempts: number };

/** Sends signed events to the app until it answers 2xx or eight attempts have failed. */
export class Webhooks {
  private readonly key: Buffer;
  private readonly queue: Message[] = [];
  private readonly retries = new Set<NodeJS.Timeout>();
  private isClosed = false;
  private running = 0;

  /** @param onChange called when the state of a message changes */
  constructor(
    private readonly target: WebhookTarget | undefined,
    private readonly onChange: () => void,
    private readonly retryDelaysMs: number[] = RETRY_DELAYS_MS,
  ) {
    this.key = target ? signingKey(target.secret) : Buffer.alloc(0);
  }

  send(event: Reported, body: string): void {
    if (!this.target) return;
    event.webhook.state = "waiting";
    this.queue.push({ event, body, attempts: 0 });
    this.work();
  }

  close(): void {
    this.isClosed = true;
    this.queue.length = 0;
    for (const timer of this.retries) clearTimeout(timer);
  }

  /**
   * Starts the next messages. A message that waits for its next attempt does not count as running, so a dead receiver
   * does not delay the others.
   */
  private work(): void {
    while (this.running < AT_ONCE && this.queue.length > 0) {
      const message = this.queue.shift() as Message;
      this.running++;
      void this.attempt(message).finally(() => {
        this.running--;
        this.work();
      });
    }
  }

  private async attempt(message: Message): Promise<void> {
    const { webhook } = message.event;
    webhook.attempts++;
    message.attempts++;
    const { ok, answer } = await this.post(message);
    webhook.lastAnswer = answer;
    const delay = this.retryDelaysMs[message.attempts - 1];
    if (ok) webhook.state = "delivered";
    else if (delay === undefined) webhook.state = "gave_up";
    else this.retry(message, delay);
    if (!this.isClosed) this.onChange();
  }

  private retry(message: Message, delay: number): void {
    if (this.isClosed) return;
    const timer = setTimeout(() => {
      this.retries.delete(timer);
      this.queue.push(message);
      this.work();
    }, delay);
    this.retries.add(timer.unref());
  }

  private async post({ event, body }: Message): Promise<{ ok: boolean; answer: string }> {
    try {
      const response = await fetch(this.target?.url ?? "", {
        method: "POST",
        body,
        redirect: "manual",
        headers: {
          "content-type": "application/json",
          "user-agent": "Svix-Webhooks/1.0 (mailbox)",
          ...signedHeaders(this.key, event.id, body, Date.now()),
        },
        signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
      });
      await response.body?.cancel();
      return { ok: response.ok, answer: String(response.status) };
    } catch (error) {
      return { ok: false, answer: reasonOf(error) };
    }
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : undefined;
  return cause?.code ?? (error instanceof Error ? error.name : "failed");
}
