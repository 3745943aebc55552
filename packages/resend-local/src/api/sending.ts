import type { Faults } from "../faults/faults";
import { json, parseJson, type Call, type Reply } from "../http/reply";
import { route, type Route } from "../http/router";
import { domainOf } from "../mail/address";
import { parseEmail, type NewEmail } from "../mail/email-schema";
import type { PostOffice } from "../mail/post-office";
import { requireApiKey } from "./api-key";
import { ApiError } from "./errors";
import type { IdempotencyKeys } from "./idempotency";
import type { RateLimit } from "./rate-limit";

const MAX_BATCH = 100;

export type Sending = {
  postOffice: PostOffice;
  keys: IdempotencyKeys;
  limit: RateLimit;
  faults: Faults;
  /** If set, an email from any other domain is refused. */
  domains: string[] | null;
};

/** `POST /emails` and `POST /emails/batch`. Source: https://resend.com/docs/api-reference/emails/send-email */
export function sendingRoutes(sending: Sending): Route[] {
  return [
    route("POST", "/emails", (call) => send(sending, call, acceptOne)),
    route("POST", "/emails/batch", (call) => send(sending, call, acceptBatch)),
  ];
}

/** Key, rate, fault and idempotency are checked in this order, as a gateway in front of a service would. */
async function send(
  sending: Sending,
  call: Call,
  accept: (sending: Sending, call: Call) => Reply,
): Promise<Reply> {
  requireApiKey(call);
  const limits = sending.limit.take();
  const fault = sending.faults.take(call.path);
  const reply = await sending.keys.run(
    call,
    async () => (await sending.faults.beforeWork(fault, call)) ?? accept(sending, call),
  );
  const answer = await sending.faults.afterWork(fault, call, reply);
  return { ...answer, headers: { ...limits, ...answer.headers } };
}

function acceptOne(sending: Sending, call: Call): Reply {
  const email = sending.postOffice.accept(read(sending, parseJson(call)));
  return json({ id: email.id });
}

function acceptBatch(sending: Sending, call: Call): Reply {
  const rows = batchOf(parseJson(call));
  const permissive = call.headers["x-batch-validation"] === "permissive";
  const good: NewEmail[] = [];
  const errors: { index: number; message: string }[] = [];
  for (const [index, row] of rows.entries()) {
    try {
      good.push(readBatchRow(sending, row));
    } catch (error) {
      if (!permissive || !(error instanceof ApiError)) throw error;
      errors.push({ index, message: error.message });
    }
  }
  const data = good.map((email) => ({ id: sending.postOffice.accept(email).id }));
  return json(permissive ? { data, errors } : { data });
}

function batchOf(body: unknown): unknown[] {
  if (!Array.isArray(body))
    throw new ApiError("validation_error", "The request body must be a list of emails.");
  if (body.length === 0) throw new ApiError("missing_required_field", "The batch holds no email.");
  if (body.length > MAX_BATCH) {
    throw new ApiError(
      "validation_error",
      `The batch holds ${body.length} emails; at most ${MAX_BATCH} are taken.`,
    );
  }
  return body;
}

function readBatchRow(sending: Sending, row: unknown): NewEmail {
  const email = read(sending, row);
  if (email.attachments.length > 0) {
    throw new ApiError("invalid_attachment", "The `attachments` field is not supported in a batch.");
  }
  return email;
}

function read({ domains }: Sending, body: unknown): NewEmail {
  const email = parseEmail(body);
  const domain = domainOf(email.from);
  if (domains && !domains.includes(domain)) {
    const message = `The ${domain} domain is not verified. Please, add and verify your domain.`;
    throw new ApiError("validation_error", message, 403);
  }
  return email;
}
