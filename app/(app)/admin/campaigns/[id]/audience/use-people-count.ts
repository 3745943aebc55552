"use client";

import { useEffect, useState } from "react";
import type { FunctionReturnType } from "convex/server";
import { api } from "@/convex/_generated/api";
import type { Outcome } from "@/lib/audience/outcomes";
import { useQueryRunner } from "../../../../use-call";
import type { CampaignId } from "../../types";
import type { AudienceCopy } from "./use-audience-copy";

type Tally = AudienceCopy["tally"];
type Part = FunctionReturnType<typeof api.audienceCopies.count>;

export type PeopleCount = { state: "counting" | "counted" | "failed"; looked: number; tally: Tally };
export type Selection = { sources: CampaignId[]; outcomes: Outcome[] };

const NONE: PeopleCount = { state: "counting", looked: 0, tally: {} };

/**
 * Counts the selected people part by part: who would be added, and who is left out. The count starts again whenever
 * the selection or the audience changes, and with each new `attempt`. Null if nothing is selected.
 */
export function usePeopleCount(
  campaignId: CampaignId,
  { sources, outcomes }: Selection,
  audience: number,
  attempt: number,
): PeopleCount | null {
  const reader = useQueryRunner();
  const key = JSON.stringify([sources, outcomes, audience, attempt]);
  const [found, setFound] = useState({ key, count: NONE });
  const isEmpty = sources.length === 0 || outcomes.length === 0;
  useEffect(() => {
    if (isEmpty) return;
    const [sources, outcomes] = JSON.parse(key) as [CampaignId[], Outcome[]];
    let isCurrent = true;
    const show = (count: PeopleCount) => isCurrent && setFound({ key, count });
    async function count() {
      let sum = NONE;
      for (let after: string | null = ""; after !== null && isCurrent;) {
        const args = { campaignId, sources, outcomes, after };
        const part: Part = await reader.query(api.audienceCopies.count, args);
        after = part.next;
        sum = { state: "counting", looked: sum.looked + part.looked, tally: added(sum.tally, part.tally) };
        show(after === null ? { ...sum, state: "counted" } : sum);
      }
    }
    count().catch(() => show({ ...NONE, state: "failed" }));
    return () => {
      isCurrent = false;
    };
  }, [reader, campaignId, key, isEmpty]);
  if (isEmpty) return null;
  return found.key === key ? found.count : NONE;
}

function added(tally: Tally, more: Tally): Tally {
  const sum = { ...tally };
  for (const [name, by] of Object.entries(more) as [keyof Tally, number][]) sum[name] = (sum[name] ?? 0) + by;
  return sum;
}
