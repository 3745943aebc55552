"use client";

import { useMounted } from "@mantine/hooks";

const OPTIONS = { dateStyle: "medium", timeStyle: "medium" } as const;

/** The moment itself, to the second, in the reader's time zone. The server knows none, so its HTML is empty here. */
export function Clock({ at }: { at: number }) {
  const isMounted = useMounted();
  return <span>{isMounted ? new Intl.DateTimeFormat("en-GB", OPTIONS).format(at) : null}</span>;
}
