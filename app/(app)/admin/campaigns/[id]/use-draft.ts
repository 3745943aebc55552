"use client";

import type { FunctionArgs } from "convex/server";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { api } from "@/convex/_generated/api";
import { failureOf } from "@/lib/failure";
import { keepWords, keptWords } from "../../../kept-words";
import { usePageSession } from "../../../page-session";
import { useCall } from "../../../use-call";
import type { Campaign } from "../types";
import { Autosave, type SaveState } from "./autosave";

export type DraftPatch = FunctionArgs<typeof api.campaigns.update>["draft"];
export type Draft = Required<DraftPatch>;

export type DraftHandle = {
  /** As typed here; the server's copy follows. */
  values: Draft;
  change: (patch: DraftPatch) => void;
  /** Settles when all is saved, or could not be for now. */
  flush: () => Promise<void>;
  saveState: SaveState;
};

/**
 * The draft as it is being typed, saved as it is. Leaving the page, or the tab, saves what is left; what could not be
 * saved is there again when the same account comes back to it in the same tab.
 */
export function useDraft(campaign: Campaign): DraftHandle {
  const userId = usePageSession().account?.id ?? "";
  const kept = `draft.${campaign.id}`;
  const update = useCall(api.campaigns.update);
  const [values, setValues] = useState(() => draftOf(campaign));
  const [autosave] = useState(
    () =>
      new Autosave<Draft>({
        save: (draft) => update({ campaignId: campaign.id, draft }),
        refusalOf: (error) => failureOf(error)?.message ?? null,
        keep: (unsaved) => keepWords(userId, kept, unsaved),
      }),
  );
  const saveState = useSyncExternalStore(
    autosave.subscribe,
    () => autosave.state,
    () => autosave.state,
  );
  useFlushOnLeaving(autosave);
  const change = useCallback(
    (patch: DraftPatch) => {
      setValues((before) => ({ ...before, ...patch }));
      autosave.change(patch);
    },
    [autosave],
  );
  useEffect(() => {
    const unsaved = keptWords<DraftPatch>(userId, kept);
    // The page starts as the server rendered it, which knows nothing of what this tab keeps.
    if (unsaved) queueMicrotask(() => change(unsaved));
  }, [userId, kept, change]);
  const flush = useCallback(() => autosave.flush(), [autosave]);
  return { values, change, flush, saveState };
}

function draftOf(campaign: Campaign): Draft {
  const { name, subject, preheader, body, buttonLabel, next, lifetimeDays, replyTo = "" } = campaign;
  return { name, subject, preheader, body, buttonLabel, next, lifetimeDays, replyTo };
}

/** The browser is asked to hold a page that still has something to save; a page going out of sight saves at once. */
function useFlushOnLeaving(autosave: Autosave<Draft>): void {
  useEffect(() => {
    const flush = () => void autosave.flush();
    const hold = (event: BeforeUnloadEvent) => {
      if (autosave.state.kind === "saved") return;
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
  }, [autosave]);
}
