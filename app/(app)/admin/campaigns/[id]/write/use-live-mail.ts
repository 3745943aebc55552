"use client";

import { useDebouncedValue } from "@mantine/hooks";
import type { FunctionReturnType } from "convex/server";
import { useEffect, useMemo, useRef, useState } from "react";
import { api } from "@/convex/_generated/api";
import type { MessageTexts } from "@/lib/campaign-message/columns";
import { LatestCall } from "@/lib/latest-call";
import { describeFailure } from "../../../../describe-failure";
import { useActionCall } from "../../../../use-call";
import type { CampaignId, RecipientId } from "../../types";

/** How long after the last keystroke the mail is rendered, in ms. */
const PAUSE = 250;
/** How long to wait before a failed rendering is repeated, in ms. */
const RETRY = 5_000;

export type LiveMailOptions = {
  /** The recipient whose mail is shown; without one, the first. */
  recipientId?: RecipientId | undefined;
  /** Whether the text is that of an automatic reminder. */
  isReminder?: boolean;
};

export type LiveMail = {
  mail: FunctionReturnType<typeof api.campaignPreviews.render> | null;
  /** Why the last rendering failed. `mail` is then an earlier version. */
  problem: string | null;
};

/**
 * The mail with the text that was typed so far, including unsaved text. When the user pauses typing, the server renders
 * it in the same way as for sending. Nothing is rendered while `isShown` is false.
 */
export function useLiveMail(
  campaignId: CampaignId,
  texts: MessageTexts,
  isShown: boolean,
  { recipientId, isReminder = false }: LiveMailOptions = {},
): LiveMail {
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
        const chosen = recipientId === undefined ? {} : { recipientId };
        const mail = await render({ campaignId, texts, ...chosen, isReminder });
        setState({ mail, problem: null });
      } catch (error) {
        setState(({ mail }) => ({ mail, problem: describeFailure(error) }));
        setFailures((count) => count + 1);
      }
    });
    calls.current = current;
    return () => current.stop();
  }, [render, campaignId, recipientId, isReminder]);

  useEffect(() => {
    if (isShown) calls.current?.request(settled);
  }, [isShown, settled, render, campaignId, recipientId, isReminder]);

  useEffect(() => {
    if (failures === 0 || !isShown) return;
    const timer = setTimeout(() => calls.current?.request(settled), RETRY);
    return () => clearTimeout(timer);
  }, [failures, isShown, settled]);

  return state;
}
