import { TextInput } from "@mantine/core";
import { useState } from "react";

export type TimeFieldProps = { at: number | null; onChange: (at: number | null) => void };

/** A moment in the time zone of this browser, which it names. The browser's own picker is the one that everybody knows. */
export function TimeField({ at, onChange }: TimeFieldProps) {
  const [isPast, setIsPast] = useState(false);

  function choose(written: string) {
    const chosen = fromLocal(written);
    setIsPast(chosen !== null && chosen <= Date.now());
    onChange(chosen);
  }

  return (
    <TextInput
      type="datetime-local"
      label="First mail goes out"
      description={`Your time: ${Intl.DateTimeFormat().resolvedOptions().timeZone}`}
      error={isPast ? "That time has passed." : null}
      value={at === null ? "" : toLocal(at)}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    />
  );
}

/** `2026-11-23T09:00`, as the browser writes a local time. */
export function toLocal(at: number): string {
  const offset = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - offset).toISOString().slice(0, "2026-11-23T09:00".length);
}

/** Null while it is half typed. */
export function fromLocal(written: string): number | null {
  const at = new Date(written).getTime();
  return Number.isNaN(at) ? null : at;
}
