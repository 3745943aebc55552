import { z } from "zod";
import { json, parseJson, type Call } from "../http/reply";
import { route, type Route } from "../http/router";
import { lastEventOf, type Email } from "../mail/email";
import { eventRequest } from "../mail/events";
import { type Inbox, type PageRequest } from "../mail/inbox";
import type { PostOffice } from "../mail/post-office";
import { cursorsOf } from "./cursors";
import { orRefuse } from "./validate";
import { ApiError } from "./errors";

/**
 * Routes for the emails that were sent. No route here needs a key. `GET /emails` and `GET /emails/:id` are also
 * Resend's; only the mailbox has `DELETE /emails` and `POST /emails/:id/events`.
 */
export function readingRoutes(inbox: Inbox, postOffice: PostOffice): Route[] {
  return [
    route("GET", "/emails", (call) => {
      const { emails, hasMore } = inbox.list(pageOf(call));
      return json({ object: "list", has_more: hasMore, data: emails.map(summaryOf) });
    }),
    route("GET", "/emails/:id", (call) => json(wholeOf(inbox.get(idOf(call))))),
    route("DELETE", "/emails", () => {
      const deleted = inbox.size;
      inbox.clear();
      return json({ object: "list", deleted });
    }),
    route("POST", "/emails/:id/events", (call) => {
      const email = inbox.get(idOf(call));
      const event = postOffice.report(email, orRefuse(eventRequest, parseJson(call)));
      return json({ object: "event", id: event.id, type: event.type, email_id: email.id });
    }),
  ];
}

/** @throws ApiError `invalid_parameter`, as Resend answers for a malformed id */
function idOf(call: Call): string {
  const id = call.params.id ?? "";
  if (!z.guid().safeParse(id).success)
    throw new ApiError("invalid_parameter", "The parameter must be a valid UUID.");
  return id;
}

function pageOf(call: Call): PageRequest {
  return { ...cursorsOf(call), search: call.query.get("search") ?? undefined };
}

const orNull = (values: string[]) => (values.length > 0 ? values : null);

function summaryOf(email: Email) {
  return {
    id: email.id,
    message_id: email.messageId,
    to: email.to,
    from: email.from,
    created_at: email.createdAt.toISOString(),
    subject: email.subject,
    cc: orNull(email.cc),
    bcc: orNull(email.bcc),
    reply_to: orNull(email.replyTo),
    last_event: lastEventOf(email),
    scheduled_at: null,
  };
}

function wholeOf(email: Email) {
  return {
    object: "email",
    ...summaryOf(email),
    html: email.html,
    text: email.text,
    headers: email.headers,
    tags: email.tags,
    topic_id: email.topicId,
  };
}
