/** What a person does in a browser when something fails: they look whether it goes on, and try once more. */
import type { Locator, Page } from "@playwright/test";

/** How long they watch a page before they try again, and after that before they give up, in ms. */
const WATCHES_FOR = 8_000;
const GIVES_UP_AFTER = 20_000;

export class Dead extends Error {}

export class Person {
  /** How often they reloaded, or did again what had not worked. */
  repeats = 0;

  constructor(readonly page: Page) {}

  /** Opens an address. The browser's own error page has a button to reload. */
  async open(url: string, goal: Locator): Promise<void> {
    await this.reach(() => this.page.goto(url), goal);
  }

  /** Does something, once more if need be, until the goal can be seen. @throws Dead where it never can */
  async reach(act: () => Promise<unknown>, goal: Locator): Promise<void> {
    await this.#try(act);
    if (await this.#sees(goal, WATCHES_FOR)) return;
    this.repeats++;
    if (this.#isBrowsersOwnError()) await this.#try(() => this.page.reload());
    else await this.#try(act);
    if (await this.#sees(goal, GIVES_UP_AFTER)) return;
    throw new Dead(`${this.page.url()} never showed ${String(goal)}`);
  }

  async #try(act: () => Promise<unknown>): Promise<void> {
    await act().catch(() => undefined);
  }

  async #sees(goal: Locator, timeout: number): Promise<boolean> {
    const end = Date.now() + timeout;
    while (Date.now() < end) {
      const isSeen = await goal
        .first()
        .waitFor({ timeout: 250 })
        .then(
          () => true,
          () => false,
        );
      if (isSeen) return true;
      if (this.#isBrowsersOwnError()) return false;
    }
    return false;
  }

  #isBrowsersOwnError(): boolean {
    return this.page.url().startsWith("chrome-error:");
  }
}
