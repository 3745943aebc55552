import type { Page } from "@playwright/test";

/** Holds back a page's calls to one Convex function until they are released, like a slow network. */
export interface HeldCalls {
  hold(): void;
  release(): void;
}

/**
 * Intercepts the page's calls to this function, from the page's next load on.
 * @param from how many calls after `hold` pass before the first is held back
 */
export async function holdCallsOf(page: Page, name: string, from = 0): Promise<HeldCalls> {
  let isHolding = false;
  let passed = 0;
  const waiting: (() => void)[] = [];
  await page.routeWebSocket(/\/sync$/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const isHeld = isHolding && String(message).includes(`"${name}"`) && passed++ >= from;
      if (isHeld) waiting.push(() => server.send(message));
      else server.send(message);
    });
  });
  return {
    hold: () => void (isHolding = true),
    release: () => {
      isHolding = false;
      for (const send of waiting.splice(0)) send();
    },
  };
}
