"use client";

import { useDebouncedValue } from "@mantine/hooks";
import type { FunctionReturnType } from "convex/server";
import { useEffect, useMemo, useRef, useState } from "react";
import { api } from "@/convex/_generated/api";
import type { MessageTexts } from "@/lib/campaign-message/columns";
import { LatestCall } from "@/lib/latest-call";
import { describeFailure } from "../../../../describe-failure";
import { useActionCall } from "../../../../use-call";
import type { CampaignId } from "../../types";

/** In ms after the last keystroke. */
const PAUSE = 250;
/** In ms before a failed rendering is tried again. */
const RETRY = 5_000;

export type LiveMail = {
  mail: FunctionReturnType<typeof api.campaignPreviews.render> | null;
  /** Why the last rendering failed. The mail is then an older one. */
  problem: string | null;
};

/**
 * The mail as it would be with the text that is typed so far, saved or not. The server renders it as it does for
 * sending, when the user pauses typing. Nothing is rendered while `isShown` is false.
 */
export function useLiveMail(campaignId: CampaignId, texts: MessageTexts, isShown: boolean): LiveMail {
  const { subject, preheader, body, buttonLabel } = texts;
  const typed = useMemo(
    () => ({ subject, preheader, body, buttonLabel }),
    [subject, preheader, body, buttonLabel],
  );
  const [settled] = useDebouncedValue(typed, PAUSE);
  const render = useActionCall(api.campaignPreviews.render);
  const [state, setState] = useState<LiveMail>({ mail: null, problem: null });
  const [failures, setFailures] = useState(0);
  const calls = useRef<LatestCall<MessageTexts> | null>(null);

  useEffect(() => {
    const current = new LatestCall<MessageTexts>(async (texts) => {
      try {
        const mail = await render({ campaignId, texts });
        setState({ mail, problem: null });
      } catch (error) {
        setState(({ mail }) => ({ mail, problem: describeFailure(error) }));
        setFailures((count) => count + 1);
      }
    });
    calls.current = current;
    return () => current.stop();
  }, [render, campaignId]);

  useEffect(() => {
    if (isShown) calls.current?.request(settled);
  }, [isShown, settled, render, campaignId]);

  useEffect(() => {
    if (failures === 0 || !isShown) return;
    const timer = setTimeout(() => calls.current?.request(settled), RETRY);
    return () => clearTimeout(timer);
  }, [failures, isShown, settled]);

  return state;
}
