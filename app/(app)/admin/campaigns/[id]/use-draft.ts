"use client";

import type { FunctionArgs } from "convex/server";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { api } from "@/convex/_generated/api";
import { keepText, keptText } from "../../../kept-text";
import { usePageSession } from "../../../page-session";
import { useCall } from "../../../use-call";
import type { Campaign } from "../types";
import type { SaveState } from "./autosave";
import { type KeptDraft, SharedDraft, type TypedFields, type Versions } from "./shared-draft";
import { tabId } from "./tab-id";

export type DraftPatch = FunctionArgs<typeof api.campaigns.update>["draft"];
export type Draft = Required<DraftPatch>;
export type DraftField = keyof Draft;

/** Two texts for one field: the one typed here, and the one that somebody else has saved meanwhile. */
export type Conflict = { field: DraftField; mine: string; theirs: string; by: string };

export type DraftHandle = {
  /** The typed text of each field; for other fields, the server's text, which changes when somebody else edits them. */
  values: Draft;
  change: (patch: DraftPatch) => void;
  /** Resolves when everything is saved, or could not be saved for now. */
  flush: () => Promise<void>;
  saveState: SaveState;
  conflicts: Conflict[];
  keepMine: (field: DraftField) => void;
  takeTheirs: (field: DraftField) => void;
  /** Typed text that is unsaved, by field. */
  unsaved: { field: DraftField; text: string }[];
  discard: () => void;
};

/**
 * The draft with the typed text, which is saved automatically. Leaving the page or the tab saves text that is still
 * unsaved. Text that could not be saved is restored when the same account returns to the draft in the same tab.
 */
export function useDraft(campaign: Campaign): DraftHandle {
  const shared = useSharedDraft(campaign);
  const typed = useSyncExternalStore(
    shared.subscribe,
    () => shared.typed,
    () => shared.typed,
  );
  const saveState = useSyncExternalStore(
    shared.subscribe,
    () => shared.saveState,
    () => shared.saveState,
  );
  const versions = useMemo(() => versionsOf(campaign), [campaign]);
  const change = useCallback((patch: DraftPatch) => shared.change(patch, versions), [shared, versions]);
  return {
    values: { ...savedOf(campaign), ...shownOf(typed, versions) },
    change,
    flush: shared.flush,
    saveState,
    conflicts: conflictsOf(typed, campaign),
    keepMine: (field) => shared.keepMine(field, versions),
    takeTheirs: (field) => shared.takeTheirs(field),
    unsaved: fieldsOf(typed)
      .filter(([, { state }]) => state !== "saved")
      .map(([field, { value }]) => ({ field, text: String(value) })),
    discard: () => shared.discard(),
  };
}

function useSharedDraft({ id: campaignId }: Campaign): SharedDraft<Draft> {
  const userId = usePageSession().account?.id ?? "";
  const kept = `draft.${campaignId}`;
  const update = useCall(api.campaigns.update);
  const [shared] = useState(
    () =>
      new SharedDraft<Draft>({
        save: (draft, seen) =>
          update({ campaignId, draft, seen: seen as Record<string, number>, writer: tabId() }),
        keep: (unsaved) => keepText(userId, kept, unsaved),
      }),
  );
  useFlushOnLeaving(shared);
  useEffect(() => {
    const unsaved = keptText<Partial<KeptDraft<Draft>>>(userId, kept);
    // The first render has to match the server's HTML, so the text that this tab has kept is restored afterwards.
    const { draft, seen } = unsaved ?? {};
    if (draft && seen) queueMicrotask(() => shared.restore({ draft, seen }));
  }, [userId, kept, shared]);
  return shared;
}

function savedOf(campaign: Campaign): Draft {
  const { name, subject, preheader, body, buttonLabel, next, lifetimeDays } = campaign;
  const { replyTo = "", fromName = "", fromAddress = "" } = campaign;
  return { name, subject, preheader, body, buttonLabel, next, lifetimeDays, replyTo, fromName, fromAddress };
}

function versionsOf({ edits }: Campaign): Versions<Draft> {
  return Object.fromEntries(Object.entries(edits).map(([field, { version }]) => [field, version]));
}

type Entry = [DraftField, NonNullable<TypedFields<Draft>[DraftField]>];

const fieldsOf = (typed: TypedFields<Draft>) => Object.entries(typed) as Entry[];

/**
 * The typed text to show. Once saved text has come back from the server, the field shows the server's text, which
 * others may change.
 */
function shownOf(typed: TypedFields<Draft>, versions: Versions<Draft>): DraftPatch {
  const shown = fieldsOf(typed).filter(
    ([field, { state, seen }]) => state !== "saved" || (versions[field] ?? 0) < seen,
  );
  return Object.fromEntries(shown.map(([field, { value }]) => [field, value]));
}

function conflictsOf(typed: TypedFields<Draft>, campaign: Campaign): Conflict[] {
  const saved = savedOf(campaign);
  return fieldsOf(typed)
    .filter(([, { state }]) => state === "conflicting")
    .map(([field, { value }]) => ({
      field,
      mine: String(value),
      theirs: String(saved[field]),
      by: campaign.edits[field]?.by ?? "",
    }));
}

/** If there is unsaved text, the browser asks before it closes the page. A page that becomes hidden saves at once. */
function useFlushOnLeaving(shared: SharedDraft<Draft>): void {
  useEffect(() => {
    const flush = () => void shared.flush();
    const hold = (event: BeforeUnloadEvent) => {
      if (shared.saveState.kind === "saved") return;
      flush();
      event.preventDefault();
    };
    window.addEventListener("beforeunload", hold);
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", flush);
    return () => {
      window.removeEventListener("beforeunload", hold);
      window.removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", flush);
      flush();
    };
  }, [shared]);
}
