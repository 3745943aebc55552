import { escapeHtml, fillField, type MergeContext } from "../lib/merge-fields";
import { oneLine } from "../lib/one-line";
import type { MergeRecipient } from "../lib/merge-values";
import { addressLabel } from "./addresses";

/**
 * A campaign's mail, rendered once: literals, and slots that are filled for each recipient. It is plain JSON, so it can
 * be stored in a table. This file does not import React, so it also runs in a mutation and in a browser.
 */
export type CampaignTemplate = { subject: TemplatePart[]; html: TemplatePart[]; text: TemplatePart[] };
export type TemplatePart = string | Slot;

export type Slot =
  | { slot: "field"; key: string; fallback: string | null; context: MergeContext }
  | { slot: "linkUrl" | "unsubscribeUrl" | "address"; context: "html" | "text" };

export type CampaignUrls = {
  linkUrl: string;
  unsubscribeUrl: string;
  /** The address that the mail is sent to, if the mail shows the values of a different recipient. */
  sentTo?: string;
};
export type FilledEmail = { subject: string; html: string; text: string };

/**
 * Fills the slots for one recipient. The same template, recipient and URLs always give the same bytes, as idempotency
 * keys require.
 */
export function fillCampaignTemplate(
  template: CampaignTemplate,
  recipient: MergeRecipient,
  urls: CampaignUrls,
): FilledEmail {
  const fill = (parts: TemplatePart[]) => fillParts(parts, recipient, urls);
  return { subject: fill(template.subject).trim(), html: fill(template.html), text: fill(template.text) };
}

function fillParts(parts: TemplatePart[], recipient: MergeRecipient, urls: CampaignUrls): string {
  let filled = "";
  for (const part of parts) filled += typeof part === "string" ? part : fillSlot(part, recipient, urls);
  return filled;
}

function fillSlot(slot: Slot, recipient: MergeRecipient, urls: CampaignUrls): string {
  if (slot.slot === "field") return fillField(slot, recipient, slot.context);
  const value = oneLine(
    slot.slot === "address" ? addressLabel(urls.sentTo ?? recipient.email) : urls[slot.slot],
  );
  return slot.context === "html" ? escapeHtml(value) : value;
}
