"use client";

import { useEffect } from "react";
import { waitBeforeNext } from "@/lib/until-answered";
import { digestOf } from "../ui/reference";

/** All tries together take about three minutes. A failure that lasts longer is not temporary. */
const MAX_TRIES = 10;
/** After this long without a try, in ms, the count starts at zero again. */
const FORGOTTEN_AFTER = 120_000;

/**
 * One count for all error pages. With a count for each, a page that loads when we check it but fails again after
 * `retry` would be retried without end.
 */
const tries = { count: 0, at: 0 };

function countTry(): number {
  if (Date.now() - tries.at > FORGOTTEN_AFTER) tries.count = 0;
  tries.at = Date.now();
  return tries.count++;
}

/**
 * Retries a page that failed on the server, once the server can render it. The check runs in the background, so that
 * nothing on the screen changes before. A page that failed in the browser is not retried automatically, because it
 * would fail again.
 * @returns the action of the button "Try again"
 */
export function useRetry(error: unknown, retry: () => void): () => void {
  const isOfServer = digestOf(error) !== undefined;
  useEffect(() => {
    if (!isOfServer) return;
    const stop = new AbortController();
    void canBeRendered(stop.signal).then((can) => can && retry());
    return () => stop.abort();
  }, [isOfServer, retry]);
  // React does not retry a script that failed to load, so the whole page has to be reloaded.
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
