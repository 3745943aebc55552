/** A person's behaviour when something fails: they wait to see whether the page continues, then try once more. */
import type { Locator, Page } from "@playwright/test";

/** How long a person watches a page before they try again, and how long they then wait before they give up, in ms. */
const WATCHES_FOR = 8_000;
const GIVES_UP_AFTER = 20_000;

export class Dead extends Error {}

export class Person {
  /** How often the person reloaded, or repeated something that had failed. */
  repeats = 0;

  constructor(readonly page: Page) {}

  /** Opens an address. If that fails, the person uses the browser's own button to reload. */
  async open(url: string, goal: Locator): Promise<void> {
    await this.reach(() => this.page.goto(url), goal);
  }

  /** Does something, again if necessary, until the goal is visible. @throws Dead if it never is */
  async reach(act: () => Promise<unknown>, goal: Locator): Promise<void> {
    await this.#try(act);
    if (await this.#sees(goal, WATCHES_FOR)) return;
    this.repeats++;
    if (await this.#isNoPageOfOurs()) await this.#try(() => this.page.reload());
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
      if (await this.#isNoPageOfOurs()) return false;
    }
    return false;
  }

  /** The browser's own error, or a proxy's bare answer. Our pages all have a title. */
  async #isNoPageOfOurs(): Promise<boolean> {
    if (this.page.url().startsWith("chrome-error:")) return true;
    const title = await this.page.title().catch(() => null);
    return title === "" && this.page.url() !== "about:blank";
  }
}
