import { type MergeContext, type MergeField, parseMergeFields } from "../lib/merge-fields";
import { decodeReferences } from "./markdown/references";
import type { Slot, TemplatePart } from "./fill-campaign-template";

type Place = Exclude<Slot["slot"], "field">;

/**
 * Placeholders for the slots while React and Markdown render. They consist of lower-case letters and digits, so that
 * React, Markdown and URL parsers do not change them. A marker ends in `t`, or in `u` if it became part of a URL.
 */
export type Markers = {
  /** The text with each of its merge fields replaced by a marker. */
  mark: (text: string) => string;
  /** The text with its markers replaced by the merge fields again. */
  unmark: (text: string) => string;
  /** The text without the markers, so without everything that is filled in later. */
  without: (text: string) => string;
  place: (place: Place) => string;
  /**
   * A placeholder without a slot, for the preheader, which React Email cuts at 200 characters and might cut inside a
   * marker.
   */
  standIn: string;
  occursIn: (text: string) => boolean;
  inUrl: (address: string) => string;
  /** Splits the rendered text into literals and slots. */
  split: (rendered: string, contexts: Contexts) => TemplatePart[];
};

export type Contexts = { plain: "html" | "text" | "header"; url: "htmlUrl" | "textUrl" };

type Marked = { slot: "field"; key: string; fallback: string | null } | { slot: Place };

/** `texts` must contain everything that will be rendered, so that no marker can appear in it by accident. */
export function createMarkers(texts: string[]): Markers {
  const prefix = absentFrom(texts);
  const pattern = new RegExp(`${prefix}(\\d+)([tu])`);
  const slots: Marked[] = [];
  const fields = new Map<number, MergeField>();
  const marker = (slot: Marked) => `${prefix}${slots.push(slot) - 1}t`;
  const fieldMarker = (field: MergeField) => {
    fields.set(slots.length, field);
    return marker({ slot: "field", key: field.key, fallback: field.fallback });
  };
  return {
    mark: (text) =>
      parseMergeFields(text)
        .map((part) => (typeof part === "string" ? part : fieldMarker(part)))
        .join(""),
    unmark: (text) =>
      text.replace(new RegExp(pattern, "g"), (_, index: string) => sourceOf(fields.get(Number(index)))),
    without: (text) => text.replace(new RegExp(pattern, "g"), ""),
    place: (place) => marker({ slot: place }),
    standIn: `${prefix}s`,
    occursIn: (text) => pattern.test(text),
    inUrl: (address) => address.replace(new RegExp(pattern, "g"), `${prefix}$1u`),
    split: (rendered, contexts) =>
      splitAt(rendered, pattern, (index, ending) => slotAt(slots, index, ending, contexts)),
  };
}

function sourceOf(field: MergeField | undefined): string {
  if (!field) return "";
  return field.fallback === null ? `{{${field.name}}}` : `{{${field.name}|${field.fallback}}}`;
}

/**
 * A prefix that occurs in none of the texts. It depends only on the texts, so that the same draft always gives the same
 * template. Only letters and digits are compared, because a `**` or an entity in the middle may disappear during
 * rendering.
 */
function absentFrom(texts: string[]): string {
  const letters = texts
    .map((text) =>
      decodeReferences(text)
        .toLowerCase()
        .replace(/[^a-z0-9]/g, ""),
    )
    .join(" ");
  for (let tries = 0; ; tries++) {
    const prefix = `slot${"z".repeat(tries)}q`;
    if (!letters.includes(prefix)) return prefix;
  }
}

function splitAt(
  rendered: string,
  pattern: RegExp,
  slotAt: (index: number, ending: string) => TemplatePart,
): TemplatePart[] {
  const pieces = rendered.split(pattern);
  const parts: TemplatePart[] = [];
  for (let at = 0; at < pieces.length; at += 3) {
    if (at > 0) parts.push(slotAt(Number(pieces[at - 2]), pieces[at - 1] ?? ""));
    if (pieces[at]) parts.push(pieces[at] ?? "");
  }
  return parts;
}

function slotAt(slots: Marked[], index: number, ending: string, contexts: Contexts): TemplatePart {
  const slot = slots[index];
  if (!slot) throw new Error(`There is no slot ${index} in this template.`);
  if (slot.slot !== "field") return { ...slot, context: contexts.plain === "html" ? "html" : "text" };
  const context: MergeContext = ending === "u" ? contexts.url : contexts.plain;
  return { ...slot, context };
}
