import type { DraftField } from "./use-draft";

/** The names of a draft's fields in sentences. */
export const FIELD_NAMES: Record<DraftField, string> = {
  name: "the name",
  subject: "the subject",
  preheader: "the preheader",
  body: "the message",
  buttonLabel: "the button",
  next: "the landing page",
  lifetimeDays: "the days until the invitation expires",
  replyTo: "the reply-to address",
};
