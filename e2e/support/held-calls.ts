import type { Page } from "@playwright/test";

/** Calls of one Convex function that a page makes, held back as by a slow network until they are released. */
export interface HeldCalls {
  hold(): void;
  release(): void;
}

/**
 * Stands between the page and its deployment, from its next load on.
 * @param from how many calls go through before the first is held
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
