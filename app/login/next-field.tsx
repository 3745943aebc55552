"use client";

import { useSyncExternalStore } from "react";

/**
 * The hidden field with the page to open after the sign-in. The browser adds the URL's fragment, because the server
 * never receives it.
 */
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
