"use client";

import { DateTimePicker } from "@mantine/dates";
import "@mantine/dates/styles.layer.css";
import dayjs from "dayjs";

export type TimeFieldProps = { at: number | null; onChange: (at: number | null) => void };

/** A moment to come, in the time zone of this browser, which it names. */
export function TimeField({ at, onChange }: TimeFieldProps) {
  return (
    <DateTimePicker
      label="First mail goes out"
      description={`Your time: ${Intl.DateTimeFormat().resolvedOptions().timeZone}`}
      placeholder="Choose day and time"
      valueFormat="dddd, D MMMM YYYY, HH:mm"
      minDate={dayjs().format("YYYY-MM-DD")}
      maxDate={dayjs().add(364, "day").format("YYYY-MM-DD")}
      defaultTimeValue={dayjs().add(1, "hour").format("HH:00")}
      popoverProps={{ withinPortal: true }}
      value={at === null ? null : dayjs(at).format("YYYY-MM-DD HH:mm:ss")}
      onChange={(value) => onChange(value === null ? null : dayjs(value).valueOf())}
    />
  );
}
