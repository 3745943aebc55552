"use client";

import { createContext, useContext, useSyncExternalStore } from "react";

/** In ms. Pages show times in minutes, so this is exact enough. */
const TICK = 30_000;

/**
 * The server's time in milliseconds, rounded to half a minute. It is the time when the page was rendered, plus the time
 * that has passed since, because the device's own clock may be wrong.
 */
export class PageClock {
  /** How far the device's clock is ahead of the server's, in ms. */
  readonly #ahead: number;

  constructor(private readonly renderedAt: number) {
    this.#ahead = Date.now() - renderedAt;
  }

  now = (): number => toTick(Date.now() - this.#ahead);

  /** The time in the server's HTML and in the first render in the browser, which have to match. */
  first = (): number => toTick(this.renderedAt);

  subscribe = (listener: () => void): (() => void) => {
    const timer = setInterval(listener, TICK);
    return () => clearInterval(timer);
  };
}

const toTick = (time: number) => Math.round(time / TICK) * TICK;

export const PageClockContext = createContext(new PageClock(Date.now()));

export function usePageClock(): number {
  const clock = useContext(PageClockContext);
  return useSyncExternalStore(clock.subscribe, clock.now, clock.first);
}
