import type { Page } from "@playwright/test";

declare global {
  interface Window {
    blocked: { tasks: number[]; longestGap: number };
  }
}

export interface Blocked {
  /** Tasks of more than 50 ms, which browsers call long. */
  longTasks: number;
  longestTask: number;
  /** The longest time between two frames, in ms, which a person notices when scrolling or typing. */
  longestGap: number;
}

/** Makes the page record from now on when its main thread is blocked. */
export async function watchPage(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.blocked = { tasks: [], longestGap: 0 };
    new PerformanceObserver((list) =>
      window.blocked.tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({ entryTypes: ["longtask"] });
    // This is a method, because the benchmark runner wraps named functions in a helper that the page does not have.
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

/** What was recorded since the last call. */
export function takeBlocked(page: Page): Promise<Blocked> {
  return page.evaluate(() => {
    const { tasks, longestGap } = window.blocked;
    window.blocked.tasks = [];
    window.blocked.longestGap = 0;
    return { longTasks: tasks.length, longestTask: Math.max(0, ...tasks), longestGap };
  });
}
