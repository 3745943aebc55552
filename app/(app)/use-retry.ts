"use client";

import { useEffect } from "react";
import { waitBeforeNext } from "@/lib/until-answered";
import { digestOf } from "../ui/reference";

/** As many as come to some three minutes. What still fails then is no passing trouble. */
const MAX_TRIES = 10;
/** After this long without a try, in ms, they are counted from zero. */
const FORGOTTEN_AFTER = 120_000;

/** Counted over all pages that fail, so that one that can be rendered and fails all the same is not asked for again and again. */
const tries = { count: 0, at: 0 };

function countTry(): number {
  if (Date.now() - tries.at > FORGOTTEN_AFTER) tries.count = 0;
  tries.at = Date.now();
  return tries.count++;
}

/**
 * Shows a page again that failed on the server, once the server can render it: it is asked in the background, so that
 * nothing on the screen changes before. What failed in the browser would fail there again.
 * @returns what the button "Try again" does
 */
export function useRetry(error: unknown, retry: () => void): () => void {
  const isOfServer = digestOf(error) !== undefined;
  useEffect(() => {
    if (!isOfServer) return;
    const stop = new AbortController();
    void canBeRendered(stop.signal).then((can) => can && retry());
    return () => stop.abort();
  }, [isOfServer, retry]);
  // React remembers that a script could not be loaded, and does not ask for it again.
  return isLostScript(error) ? () => window.location.reload() : retry;
}

const isLostScript = (error: unknown): boolean => error instanceof Error && error.name === "ChunkLoadError";

async function canBeRendered(signal: AbortSignal): Promise<boolean> {
  for (let before = countTry(); before < MAX_TRIES && !signal.aborted; before = countTry()) {
    await waitBeforeNext(before);
    const isRendered = await fetch(window.location.href, { cache: "no-store", signal }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isRendered) return true;
  }
  return false;
}
