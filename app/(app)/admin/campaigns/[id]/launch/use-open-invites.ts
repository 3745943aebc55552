"use client";

import type { FunctionReturnType } from "convex/server";
import { useEffect, useState } from "react";
import { api } from "@/convex/_generated/api";
import { useQueryRunner } from "../../../../use-call";
import type { Campaign } from "../../types";

export type OpenInvites = {
  state: "counting" | "counted" | "failed";
  /** How many recipients were checked, and how many of them have an open invitation from another campaign. */
  looked: number;
  open: number;
};

const MINUTE = 60_000;

type Page = FunctionReturnType<typeof api.recipients.openInvites>;

/**
 * Counts the recipients who have an open invitation from another campaign, page by page. The count starts again
 * whenever the audience changes. Null until the first count has started.
 */
export function useOpenInvites({ id: campaignId, counts }: Campaign, isWanted: boolean): OpenInvites | null {
  const runner = useQueryRunner();
  const [found, setFound] = useState<OpenInvites | null>(null);
  const recipients = counts.recipients ?? 0;
  useEffect(() => {
    if (!isWanted || recipients === 0) return;
    let isCurrent = true;
    async function count() {
      const now = Math.floor(Date.now() / MINUTE) * MINUTE;
      let sum: OpenInvites = { state: "counting", looked: 0, open: 0 };
      for (let cursor: string | null = null, isDone = false; !isDone && isCurrent;) {
        const page: Page = await runner.query(api.recipients.openInvites, { campaignId, cursor, now });
        [cursor, isDone] = [page.cursor, page.cursor === null];
        sum = { ...sum, looked: sum.looked + page.looked, open: sum.open + page.open };
        if (isCurrent) setFound(isDone ? { ...sum, state: "counted" } : sum);
      }
    }
    count().catch(() => isCurrent && setFound({ state: "failed", looked: 0, open: 0 }));
    return () => {
      isCurrent = false;
    };
  }, [runner, campaignId, recipients, isWanted]);
  return recipients === 0 ? null : found;
}
