"use client";

import { useSyncExternalStore } from "react";

/** Where the person should go after signing in, with the fragment, which only the browser has. */
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
