"use client";

import type { FunctionReturnType } from "convex/server";
import { useEffect, useMemo, useState } from "react";
import { api } from "@/convex/_generated/api";
import { forecast, forecastDue, type ForecastPlan, type Slot, slotsOf } from "@/lib/reminders/forecast";
import { usePageClock } from "../../../../page-clock";
import { type QueryRunner, useQueryRunner } from "../../../../use-call";
import type { Campaign, CampaignId } from "../../types";
import type { ReminderForm, SavedReminders } from "./use-reminder-form";

type ZonePage = FunctionReturnType<typeof api.reminders.zones>;
type DuePage = FunctionReturnType<typeof api.reminders.due>;

/** The people who can be reminded, counted page by page. */
type People = {
  zones: ZonePage["zones"];
  due: DuePage["due"];
  unknown: ZonePage["unknown"];
  unknownCount: number;
};
const NOBODY: People = { zones: [], due: [], unknown: [], unknownCount: 0 };

export type Counted = { state: "counting" | "counted" | "failed"; people: number; found: People };

/** Counts the audience of a draft by time zone, or the due reminders of a launched campaign. */
export function usePeople(campaign: Campaign, saved: SavedReminders): Counted {
  const runner = useQueryRunner();
  const [counted, setCounted] = useState<Counted>({ state: "counting", people: 0, found: NOBODY });
  const isLaunched = campaign.status !== "draft" && campaign.status !== "scheduled";
  // Counts again after each change of the audience or of the reminders, and after each reminder.
  const sent = (saved?.steps ?? []).reduce(
    (sum, { mailing }) => sum + (mailing?.counts["recipients"] ?? 0),
    0,
  );
  const reason = `${campaign.counts["recipients"] ?? 0} ${campaign.counts["accepted"] ?? 0} ${saved?.version ?? 0} ${sent}`;
  useEffect(() => {
    let isCurrent = true;
    const show = (now: Counted) => isCurrent && setCounted(now);
    const count = isLaunched ? countDue : countZones;
    count(runner, campaign.id, show, () => isCurrent).catch(() =>
      show({ state: "failed", people: 0, found: NOBODY }),
    );
    return () => {
      isCurrent = false;
    };
  }, [runner, campaign.id, isLaunched, reason]);
  return counted;
}

type Count = (
  runner: QueryRunner,
  campaignId: CampaignId,
  show: (counted: Counted) => void,
  isCurrent: () => boolean,
) => Promise<void>;

const countZones: Count = async (runner, campaignId, show, isCurrent) => {
  let found = NOBODY;
  for (let cursor: string | null = null, isDone = false; !isDone && isCurrent();) {
    const page: ZonePage = await runner.query(api.reminders.zones, { campaignId, cursor });
    [cursor, isDone] = [page.cursor, page.cursor === null];
    found = {
      ...found,
      zones: [...found.zones, ...page.zones],
      unknown: [...found.unknown, ...page.unknown].slice(0, 1),
      unknownCount: found.unknownCount + page.unknownCount,
    };
    show({ state: isDone ? "counted" : "counting", people: sumOf(found.zones), found });
  }
};

const countDue: Count = async (runner, campaignId, show, isCurrent) => {
  let found = NOBODY;
  for (let cursor: string | null = null, isDone = false; !isDone && isCurrent();) {
    const page: DuePage = await runner.query(api.reminders.due, { campaignId, cursor });
    [cursor, isDone] = [page.cursor, page.cursor === null];
    found = { ...found, due: [...found.due, ...page.due] };
    show({ state: isDone ? "counted" : "counting", people: sumOf(found.due), found });
  }
};

const sumOf = (groups: { people: number }[]) => groups.reduce((sum, { people }) => sum + people, 0);

/** Forecasts who gets which reminder when, from the text in the form, saved or not. */
export function useSlots({ found }: Counted, form: ReminderForm, campaign: Campaign): Slot[] {
  const now = usePageClock();
  const { rules, steps } = form;
  return useMemo(() => {
    const plan: ForecastPlan = { steps: steps.filter(({ days }) => days > 0), hours: rules };
    const since = campaign.scheduledFor ?? now;
    const waiting = found.zones.map(({ zone, people }) => ({
      ...{ zone: zone || rules.timeZone, people, number: 1, since },
    }));
    const due = found.due.map(({ number, dueAt: at, zone, people }) => ({ number, at, zone, people }));
    return slotsOf([...forecast(waiting, plan, now), ...forecastDue(due, plan, now)]);
  }, [found, rules, steps, now, campaign.scheduledFor]);
}
