"use client";

import { useEffect, useState } from "react";
import { api } from "@/convex/_generated/api";
import { useCall } from "../../../../use-call";
import type { ImportState, ListImport } from "../../../_shared/import/list-import";
import { createListImport, useImportState } from "../../../_shared/import/use-list-import";
import type { CampaignId } from "../../types";
import { tabId } from "../tab-id";
import { findImport, keepImport, leaveImport } from "./imports";

export type AudienceHandle = { list: ListImport; state: ImportState };

/** The import of one campaign: the one that is already running in this tab, or a new one. */
export function useAudienceImport(campaignId: CampaignId): AudienceHandle {
  const add = useCall(api.recipients.add);
  const begin = useCall(api.recipients.beginUpload);
  const end = useCall(api.recipients.endUpload);
  const [list] = useState(
    () =>
      findImport(campaignId) ??
      createListImport({
        begin: (rows) => begin({ campaignId, key: tabId(), ...rows }),
        upload: (rows) => add({ campaignId, rows, upload: tabId() }),
        end: () => end({ campaignId, key: tabId() }),
      }),
  );
  useEffect(() => {
    keepImport(campaignId, list);
    return () => leaveImport(campaignId, list);
  }, [campaignId, list]);
  return { list, state: useImportState(list) };
}
