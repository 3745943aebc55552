"use client";

import type { FunctionReturnType } from "convex/server";
import { useEffect, useState } from "react";
import { api } from "@/convex/_generated/api";
import { useActionCall } from "../../../../use-call";
import { describeFailure } from "../../../../describe-failure";
import type { Campaign } from "../../types";
import type { ShownRecipient } from "./recipient-select";

export type Rendered = FunctionReturnType<typeof api.campaignPreviews.render>;
export type RenderedState = {
  mail: Rendered | null;
  /** Counts the renderings, so that a frame loads the mail again after each. */
  revision: number;
  problem: string | null;
  isRendering: boolean;
};

const NOTHING: RenderedState = { mail: null, revision: 0, problem: null, isRendering: true };

const SAVED = () => Promise.resolve();

/**
 * Renders the real mail on the server from the saved draft, again whenever the draft or the recipient changes. `flush`
 * saves unsaved text first.
 */
export function useRendered(campaign: Campaign, recipient: ShownRecipient, flush = SAVED): RenderedState {
  const render = useActionCall(api.campaignPreviews.render);
  const [state, setState] = useState(NOTHING);
  const { id: campaignId, subject, preheader, body, buttonLabel } = campaign;
  const recipientId = recipient?.id;
  useEffect(() => {
    let isCurrent = true;
    async function run() {
      setState((before) => ({ ...before, isRendering: true }));
      await flush();
      if (!isCurrent) return;
      const mail = await render({ campaignId, ...(recipientId ? { recipientId } : {}) });
      if (isCurrent)
        setState(({ revision }) => ({ mail, revision: revision + 1, problem: null, isRendering: false }));
    }
    run().catch((error: unknown) => {
      if (isCurrent)
        setState((before) => ({ ...before, problem: describeFailure(error), isRendering: false }));
    });
    return () => {
      isCurrent = false;
    };
  }, [render, flush, campaignId, recipientId, subject, preheader, body, buttonLabel]);
  return state;
}
