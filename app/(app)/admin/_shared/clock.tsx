"use client";

import { useMounted } from "@mantine/hooks";

const OPTIONS = { dateStyle: "medium", timeStyle: "medium" } as const;

/** The moment itself, to the second, in the reader's time zone. The server knows none: its HTML only keeps the place free. */
export function Clock({ at }: { at: number }) {
  const isMounted = useMounted();
  const timeZone = isMounted ? undefined : "UTC";
  return (
    <span style={isMounted ? undefined : { visibility: "hidden" }}>
      {new Intl.DateTimeFormat("en-GB", { ...OPTIONS, timeZone }).format(at)}
    </span>
  );
}
