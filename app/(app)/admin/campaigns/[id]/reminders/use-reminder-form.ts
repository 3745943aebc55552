"use client";

import { notifications } from "@mantine/notifications";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { useEffect, useRef, useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/reminders";
import { MAX_REMINDERS } from "@/lib/reminders/limits";
import { useAttempt } from "../../../../use-attempt";
import { useCall } from "../../../../use-call";
import { showUndo } from "../../../_shared/show-undo";
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

  const latest = useLatest(change, shown);
  const offerUndo = useUndoHere();

  function removeStep(index: number) {
    const removed = steps[index]!;
    change({ steps: steps.filter((_, at) => at !== index) });
    offerUndo(messages.removed(index + 1), () => latest.current.insert(index, removed));
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
    remove: removeStep,
    save,
  };
}

/** Puts a removed reminder back into the form as it is when the button "Undo" is pressed. */
function useLatest(change: (patch: Partial<Typed>) => void, { steps }: Typed) {
  function insert(index: number, step: StepDraft) {
    if (steps.length >= MAX_REMINDERS) throw new Error(messages.tooMany(MAX_REMINDERS));
    change({ steps: steps.toSpliced(index, 0, step) });
  }
  const latest = useRef({ insert });
  useEffect(() => {
    latest.current = { insert };
  });
  return latest;
}

/** Offers to undo, until the form disappears. */
function useUndoHere() {
  const hide = useRef<() => void>(undefined);
  useEffect(() => () => hide.current?.(), []);
  return (message: string, undo: () => unknown) => {
    hide.current?.();
    hide.current = showUndo(message, undo);
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
