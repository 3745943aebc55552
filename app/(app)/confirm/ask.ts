"use client";

import { useSyncExternalStore } from "react";

/**
 * A request that waits until the user confirms their identity. `settle` ends the wait, with false if the user declines.
 */
export type Ask = { settle: (isConfirmed: boolean) => void };

let current: (Ask & { answer: Promise<boolean> }) | null = null;
const listeners = new Set<() => void>();

/**
 * Asks the user to confirm their identity, in a dialog over the page so that typed text is not lost. Resolves with
 * false if the user declines. If Convex refuses several calls at the same time, they share one dialog and its result.
 */
export function askToConfirm(): Promise<boolean> {
  current ??= newAsk();
  tellListeners();
  return current.answer;
}

export const useAsk = (): Ask | null =>
  useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  );

function newAsk() {
  let settle: Ask["settle"] = () => undefined;
  const answer = new Promise<boolean>((resolve) => {
    settle = (isConfirmed) => {
      current = null;
      tellListeners();
      resolve(isConfirmed);
    };
  });
  return { settle, answer };
}

function tellListeners(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
