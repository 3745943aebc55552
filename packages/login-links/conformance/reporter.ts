import path from "node:path";
import type { FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";
import { readOptions } from "./support/options.ts";

/** Reports for each promise whether the site keeps it, and lists the broken ones at the end. */
export default class Promises implements Reporter {
  readonly #broken: string[] = [];
  #kept = 0;
  #leftOut = 0;

  printsToStdio(): boolean {
    return true;
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const title = `${path.basename(test.location.file).replace(/\.spec\.[jt]s$/, "")}: ${test.title}`;
    if (result.status === "skipped") return this.#leaveOut(title, test);
    if (result.status === test.expectedStatus) {
      this.#kept++;
      return console.log(`  kept    ${title}`);
    }
    this.#broken.push(title);
    console.log(`  BROKEN  ${title}\n${indented(result.error?.message ?? result.status)}`);
  }

  onError(error: { message?: string }): void {
    console.error(error.message);
  }

  onEnd({ status }: FullResult): void {
    if (this.#broken.length > 0)
      console.log(`\nBroken:\n${this.#broken.map((title) => `  ${title}`).join("\n")}`);
    const counts = `${this.#kept} promises kept, ${this.#broken.length} broken, ${this.#leftOut} left out`;
    console.log(`\n${readOptions().site}: ${counts}${status === "interrupted" ? " (interrupted)" : ""}`);
  }

  #leaveOut(title: string, { annotations }: TestCase): void {
    this.#leftOut++;
    const reason = annotations.find(({ type }) => type === "skip")?.description ?? "skipped";
    console.log(`  -       ${title} (${reason})`);
  }
}

/** Playwright's own message, without the terminal's colour codes. */
const indented = (text: string): string =>
  text
    .replace(/\u001b\[\d+(;\d+)*m/g, "")
    .split("\n")
    .map((line) => `            ${line}`)
    .join("\n");
