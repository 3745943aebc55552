"use client";

import { useAction } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect, useState } from "react";
import { api } from "@/convex/_generated/api";
import { describeFailure } from "../../../failure";
import type { Campaign, RecipientId } from "../../types";
import type { DraftHandle } from "../use-draft";

export type Rendered = FunctionReturnType<typeof api.campaignPreviews.render>;
export type RenderedState = { mail: Rendered | null; problem: string | null; isRendering: boolean };

/** The real mail, rendered by the server from what is saved, anew when that or the reader changes. */
export function useRendered(
  campaign: Campaign,
  draft: DraftHandle,
  readerId: RecipientId | null,
): RenderedState {
  const render = useAction(api.campaignPreviews.render);
  const [state, setState] = useState<RenderedState>({ mail: null, problem: null, isRendering: true });
  const { id: campaignId, subject, preheader, body, buttonLabel } = campaign;
  const { flush } = draft;
  useEffect(() => {
    let isCurrent = true;
    const show = (next: Partial<RenderedState>) => {
      if (isCurrent) setState((before) => ({ ...before, isRendering: false, ...next }));
    };
    async function run() {
      setState((before) => ({ ...before, isRendering: true }));
      await flush();
      if (!isCurrent) return;
      const mail = await render({ campaignId, ...(readerId ? { recipientId: readerId } : {}) });
      show({ mail, problem: null });
    }
    run().catch((error: unknown) => show({ problem: describeFailure(error) }));
    return () => {
      isCurrent = false;
    };
  }, [render, flush, campaignId, readerId, subject, preheader, body, buttonLabel]);
  return state;
}
