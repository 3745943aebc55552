import type { BrowserContext, ConsoleMessage } from "@playwright/test";

/**
 * Everything that a browser reports during a test: errors on the console (including a refused script or style),
 * uncaught exceptions, and violations of the content security policy.
 */
export class ConsoleErrors {
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

  /** Returns the errors so far, and clears the list. */
  take(): string[] {
    return this.#all.splice(0);
  }
}

/**
 * A browser logs every response with a 4xx status, even where the status is intended; the tests check such pages
 * themselves. It also logs that Playwright's tracing may not run a script in the sandboxed frame of a mail's preview.
 */
function isExpected(message: ConsoleMessage): boolean {
  return /Failed to load resource: the server responded with a status of 4\d\d|Blocked script execution in '\S+\/mail[?/]\S*'/.test(
    message.text(),
  );
}
