"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { api } from "@/convex/_generated/api";
import { openAudience } from "@/lib/audience/client";
import { useCall } from "../../../../use-call";
import { describeImportFailure } from "../../../_shared/failure";
import type { CampaignId } from "../../types";
import { AudienceImport, type ImportState } from "../../../_shared/import/audience-import";
import { findImport, keepImport, leaveImport } from "./imports";

export type AudienceHandle = { list: AudienceImport; state: ImportState };

/** The import of one campaign: a new one, or the one that was left under way. */
export function useAudienceImport(campaignId: CampaignId): AudienceHandle {
  const add = useCall(api.recipients.add);
  const [list] = useState(
    () =>
      findImport(campaignId) ??
      new AudienceImport({
        open: openAudience,
        upload: (rows) => add({ campaignId, rows }),
        describe: describeImportFailure,
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
