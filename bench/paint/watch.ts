import type { Page } from "@playwright/test";

declare global {
  interface Window {
    painted: { headingAt: number | null; shift: number; moved: string[] };
  }
}

export interface Painted {
  /** From the request until the heading is visible, in ms. Null if there is no heading. */
  headingAt: number | null;
  /** Cumulative layout shift: how much moved without anybody touching the page. */
  shift: number;
  /** The elements that moved, in the order of the layout shifts. */
  moved: string[];
}

/** A slow mobile network: 400 ms round trip, 50 kB a second. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

/** Makes the network slow and the page record what is painted, from the next page on. */
export async function watchPaint(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW);
  // This is no named function, because the benchmark runner wraps those in a helper that the page does not have.
  await page.addInitScript(() => {
    window.painted = { headingAt: null, shift: 0, moved: [] };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as LayoutShift[]) {
        if (entry.hadRecentInput) continue;
        window.painted.shift += entry.value;
        for (const { node } of entry.sources)
          window.painted.moved.push(node instanceof Element ? node.outerHTML.slice(0, 80) : "a text");
      }
    }).observe({ type: "layout-shift", buffered: true });
    const frames = {
      look(now: number) {
        const isThere = (document.querySelector("h1")?.getClientRects().length ?? 0) > 0;
        const [paint] = performance.getEntriesByName("first-contentful-paint");
        if (isThere && paint) window.painted.headingAt = Math.max(now, paint.startTime);
        else requestAnimationFrame((next) => this.look(next));
      },
    };
    requestAnimationFrame((now) => frames.look(now));
  });
}

interface LayoutShift {
  hadRecentInput: boolean;
  value: number;
  sources: { node: Node | null }[];
}

export async function paintOf(page: Page, path: string): Promise<Painted> {
  await page.goto(path, { waitUntil: "networkidle", timeout: 120_000 });
  return page.evaluate(() => window.painted);
}
