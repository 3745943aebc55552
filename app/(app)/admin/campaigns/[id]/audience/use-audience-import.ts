"use client";

import { useMutation } from "convex/react";
import { ConvexError } from "convex/values";
import { useEffect, useState, useSyncExternalStore } from "react";
import { api } from "@/convex/_generated/api";
import { openAudience } from "@/lib/audience/client";
import { describeFailure } from "../../../failure";
import type { CampaignId } from "../../types";
import { AudienceImport, type ImportState } from "./audience-import";

export type AudienceHandle = { list: AudienceImport; state: ImportState };

/** The import of one campaign. The browser is asked to hold the page while it uploads. */
export function useAudienceImport(campaignId: CampaignId): AudienceHandle {
  const add = useMutation(api.recipients.add);
  const [list] = useState(
    () =>
      new AudienceImport({
        open: openAudience,
        upload: (rows) => add({ campaignId, rows }),
        // Errors of the worker are written for people too.
        describe: (error) =>
          error instanceof Error && !(error instanceof ConvexError) && !isOfServer(error)
            ? error.message
            : describeFailure(error),
      }),
  );
  const state = useSyncExternalStore(
    list.subscribe,
    () => list.state,
    () => list.state,
  );
  useEffect(() => () => list.reset(), [list]);
  useHold(state.kind === "uploading");
  return { list, state };
}

/** Convex says what its function threw, and where; that is not for people. */
const isOfServer = (error: Error) => error.message.startsWith("[CONVEX");

function useHold(isHeld: boolean): void {
  useEffect(() => {
    if (!isHeld) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", hold);
    return () => window.removeEventListener("beforeunload", hold);
  }, [isHeld]);
}
