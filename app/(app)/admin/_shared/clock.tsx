"use client";

import { useMounted } from "@mantine/hooks";

const OPTIONS = { dateStyle: "medium", timeStyle: "medium" } as const;

/**
 * The exact time, to the second, in the user's time zone. The server cannot determine the time zone, so its HTML only
 * reserves the space.
 */
export function Clock({ at }: { at: number }) {
  const isMounted = useMounted();
  const timeZone = isMounted ? undefined : "UTC";
  return (
    <span style={isMounted ? undefined : { visibility: "hidden" }}>
      {new Intl.DateTimeFormat("en-GB", { ...OPTIONS, timeZone }).format(at)}
    </span>
  );
}
