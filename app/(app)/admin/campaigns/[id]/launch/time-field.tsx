"use client";

import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import * as messages from "@/lib/messages/campaign-launch";

export type TimeFieldProps = {
  at: number | null;
  /** Null until a time is chosen that the server would accept. */
  onChange: (at: number | null) => void;
};

/** A time in this browser's time zone, which is shown. It uses the browser's own picker, because everybody knows it. */
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

/** MAX_SCHEDULE_AHEAD of convex/campaigns.ts. */
const MAX_AHEAD = 365 * 24 * 3_600_000;

/** Why the server would refuse to schedule for that time. */
function timeProblem(at: number, now: number): string | null {
  if (at <= now) return messages.TIME_PASSED;
  return at < now + MAX_AHEAD ? null : messages.TOO_LATE;
}

/** A future time may pass while the dialog is open. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** `2026-11-23T09:00`, the browser's format for a local time. */
export function toLocal(at: number): string {
  const offset = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - offset).toISOString().slice(0, "2026-11-23T09:00".length);
}

/** Null while it is incomplete. */
export function fromLocal(written: string): number | null {
  const at = new Date(written).getTime();
  return Number.isNaN(at) ? null : at;
}
