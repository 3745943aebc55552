"use client";

import { notifications } from "@mantine/notifications";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { useEffect, useRef, useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/reminders";
import { MAX_REMINDERS } from "@/lib/reminders/limits";
import { useAttempt } from "../../../../use-attempt";
import { useCall } from "../../../../use-call";
import type { Campaign } from "../../types";

export type SavedReminders = FunctionReturnType<typeof api.reminders.get>;
type Args = FunctionArgs<typeof api.reminders.save>;
export type Rules = Args["rules"];
export type StepDraft = Args["steps"][number];

export type ReminderForm = {
  rules: Rules;
  steps: StepDraft[];
  isChanged: boolean;
  isSaving: boolean;
  changeRules: (patch: Partial<Rules>) => void;
  changeStep: (index: number, patch: Partial<StepDraft>) => void;
  add: () => void;
  remove: (index: number) => void;
  save: () => Promise<void>;
};

/** The first version of a new plan, in the browser's time zone. */
const newRules = (): Rules => ({
  isOn: true,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  notAtNight: true,
  notOnWeekends: false,
});

type Typed = { rules: Rules; steps: StepDraft[]; seen: number };

/**
 * The form of the reminders. Until somebody types, it shows the saved reminders. In a draft, leaving the step saves the
 * typed text, as in the other steps.
 */
export function useReminderForm(campaign: Campaign, saved: SavedReminders): ReminderForm {
  const [typed, setTyped] = useState<Typed | null>(null);
  const [fallback] = useState(newRules);
  const call = useCall(api.reminders.save);
  const { isRunning, attempt } = useAttempt(messages.NOT_SAVED);
  const shown = typed ?? {
    rules: rulesOf(saved, fallback),
    steps: stepsOf(saved),
    seen: saved?.version ?? 0,
  };
  const { rules, steps } = shown;
  const change = (patch: Partial<Typed>) => setTyped({ ...shown, ...patch });

  async function save() {
    if (typed === null) return;
    const isSaved = await attempt(() => call({ campaignId: campaign.id, ...typed }));
    if (!isSaved) return;
    setTyped((now) => (now === typed ? null : now && { ...now, seen: typed.seen + 1 }));
    notifications.show({ message: messages.SAVED });
  }

  useSavedOnLeaving(campaign.status === "draft" && typed !== null ? save : null);
  return {
    rules,
    steps,
    isChanged: typed !== null,
    isSaving: isRunning,
    changeRules: (patch) => change({ rules: { ...rules, ...patch } }),
    changeStep: (index, patch) => change({ steps: steps.with(index, { ...steps[index]!, ...patch }) }),
    add: () => steps.length < MAX_REMINDERS && change({ steps: [...steps, { days: 3, hour: 9 }] }),
    remove: (index) => change({ steps: steps.filter((_, at) => at !== index) }),
    save,
  };
}

function useSavedOnLeaving(save: (() => Promise<void>) | null): void {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => () => void latest.current?.(), []);
}

function rulesOf(saved: SavedReminders, fallback: Rules): Rules {
  if (!saved) return fallback;
  const { isOn, timeZone, notAtNight, notOnWeekends } = saved;
  return { isOn, timeZone, notAtNight, notOnWeekends };
}

function stepsOf(saved: SavedReminders): StepDraft[] {
  return (saved?.steps ?? []).map(({ days, hour, subject, body, buttonLabel }) => ({
    days,
    hour,
    ...(subject === undefined ? {} : { subject }),
    ...(body === undefined ? {} : { body }),
    ...(buttonLabel === undefined ? {} : { buttonLabel }),
  }));
}
