import type { Page } from "@playwright/test";

declare global {
  interface Window {
    blocked: { tasks: number[]; longestGap: number };
  }
}

export interface Blocked {
  /** Tasks of more than 50 ms, which is what browsers call long. */
  longTasks: number;
  longestTask: number;
  /** Between two frames, in ms: what somebody sees who scrolls or types. */
  longestGap: number;
}

/** From now on the page notes when its main thread was not there for whoever sits before it. */
export async function watchPage(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.blocked = { tasks: [], longestGap: 0 };
    new PerformanceObserver((list) =>
      window.blocked.tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({ entryTypes: ["longtask"] });
    let last = performance.now();
    const frame = (now: number) => {
      window.blocked.longestGap = Math.max(window.blocked.longestGap, now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** What it noted since it was asked last. */
export function takeBlocked(page: Page): Promise<Blocked> {
  return page.evaluate(() => {
    const { tasks, longestGap } = window.blocked;
    window.blocked.tasks = [];
    window.blocked.longestGap = 0;
    return { longTasks: tasks.length, longestTask: Math.max(0, ...tasks), longestGap };
  });
}
