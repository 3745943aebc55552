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
    // A method, because what runs the benchmarks wraps a function with a name of its own in a helper the page lacks.
    const frames = {
      last: performance.now(),
      note(now: number) {
        window.blocked.longestGap = Math.max(window.blocked.longestGap, now - this.last);
        this.last = now;
        requestAnimationFrame((next) => this.note(next));
      },
    };
    frames.note(frames.last);
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
