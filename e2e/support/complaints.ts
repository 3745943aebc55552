import type { BrowserContext, ConsoleMessage } from "@playwright/test";

/**
 * Everything that a browser complains of while a test runs: errors on the console (a refused script or style is
 * one), exceptions nobody caught, and violations of the content security policy.
 */
export class Complaints {
  readonly #all: string[] = [];

  listenTo(context: BrowserContext): void {
    context.on("console", (message) => {
      if (message.type() === "error" && !isExpected(message))
        this.#all.push(`console.error: ${message.text()}`);
    });
    context.on("weberror", (error) =>
      this.#all.push(`uncaught: ${error.error().stack ?? error.error().message}`),
    );
  }

  /** What was said so far, and forgets it. */
  take(): string[] {
    return this.#all.splice(0);
  }
}

/**
 * A page that answers 404 or 409 on purpose makes the browser say so; the tests look at the page itself. And Playwright's
 * own tracing tries to run in the sandboxed frame of a mail's preview.
 */
function isExpected(message: ConsoleMessage): boolean {
  return /Failed to load resource: the server responded with a status of 4\d\d|Blocked script execution in '\S+\/mail[?/]\S*'/.test(
    message.text(),
  );
}
