"use client";

import { useSyncExternalStore } from "react";

/** Where the way in leads, with the fragment that only the browser knows: it is kept when a page sends people here. */
export function NextField({ next }: { next: string }) {
  const hash = useHash();
  return <input type="hidden" name="next" value={next.includes("#") ? next : `${next}${hash}`} />;
}

const useHash = () =>
  useSyncExternalStore(
    () => () => undefined,
    () => window.location.hash,
    () => "",
  );
