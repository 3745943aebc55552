"use client";

import { useMutation } from "convex/react";
import { ConvexError } from "convex/values";
import { useEffect, useState, useSyncExternalStore } from "react";
import { api } from "@/convex/_generated/api";
import { openAudience } from "@/lib/audience/client";
import { describeFailure } from "../../../failure";
import type { CampaignId } from "../../types";
import { AudienceImport, type ImportState } from "./audience-import";
import { findImport, keepImport, leaveImport } from "./imports";

export type AudienceHandle = { list: AudienceImport; state: ImportState };

/** The import of one campaign: a new one, or the one that was left under way. */
export function useAudienceImport(campaignId: CampaignId): AudienceHandle {
  const add = useMutation(api.recipients.add);
  const [list] = useState(
    () =>
      findImport(campaignId) ??
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
  useEffect(() => {
    keepImport(campaignId, list);
    return () => leaveImport(campaignId, list);
  }, [campaignId, list]);
  return { list, state };
}

/** Convex says what its function threw, and where; that is not for people. */
const isOfServer = (error: Error) => error.message.startsWith("[CONVEX");
