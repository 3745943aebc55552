"use client";

import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import * as messages from "@/lib/messages/campaign-launch";

export type TimeFieldProps = {
  at: number | null;
  /** Null until a time is chosen that the server would accept. */
  onChange: (at: number | null) => void;
};

/**
 * A field for a time in the browser's time zone, whose name is shown. It is the browser's own picker, because users are
 * familiar with it.
 */
export function TimeField({ at, onChange }: TimeFieldProps) {
  const [written, setWritten] = useState(at === null ? "" : toLocal(at));
  const chosen = fromLocal(written);
  const now = useNow();
  const problem = chosen === null ? null : timeProblem(chosen, now);
  const usable = problem === null ? chosen : null;
  useEffect(() => {
    if (usable !== at) onChange(usable);
  }, [usable, at, onChange]);
  return (
    <TextInput
      type="datetime-local"
      label={messages.TIME}
      description={messages.timeZone(Intl.DateTimeFormat().resolvedOptions().timeZone)}
      error={problem}
      value={written}
      onChange={({ currentTarget }) => setWritten(currentTarget.value)}
    />
  );
}

/** In ms. Must equal MAX_SCHEDULE_AHEAD in convex/campaigns.ts. */
const MAX_AHEAD = 365 * 24 * 3_600_000;

/** The reason why the server would reject this time; null if it would accept it. */
function timeProblem(at: number, now: number): string | null {
  if (at <= now) return messages.TIME_PASSED;
  return at < now + MAX_AHEAD ? null : messages.TOO_LATE;
}

/** The current time, updated every second, because the chosen time may pass while the dialog is open. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** A time in ms as `2026-11-23T09:00`, the value of a `datetime-local` field. */
export function toLocal(at: number): string {
  const offset = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - offset).toISOString().slice(0, "2026-11-23T09:00".length);
}

/** The value of a `datetime-local` field as a time in ms; null while the value is incomplete. */
export function fromLocal(written: string): number | null {
  const at = new Date(written).getTime();
  return Number.isNaN(at) ? null : at;
}
