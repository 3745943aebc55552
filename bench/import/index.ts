/**
 * Imports a list of 100,000 rows into a campaign through the page, as a marketer would. Measures how many rows a second
 * are added, and whether the page stays responsive.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { ms, type Report, table } from "../support/report";
import { startStack } from "../support/stack";
import { timed } from "../support/timing";
import { createCsv, goodOf, createWideCsv } from "./csv";
import { openAudience, openBrowser, signIn } from "./marketer";
import { takeBlocked, watchPage } from "./watch-page";

declare global {
  interface Window {
    copied: string;
  }
}

const ROWS = 100_000;
const FILE = path.resolve(".latchkey/bench/list.csv");
const WIDE_FILE = path.resolve(".latchkey/bench/wide-list.csv");
const AN_HOUR = 3_600_000;

export async function importing(): Promise<Report> {
  const stack = await startStack({ withApp: true });
  const browser = await openBrowser();
  try {
    const page = await signIn(browser, stack);
    await openAudience(page);
    await watchPage(page);
    // The text and the files are prepared before the measurement begins, because passing the text to the page is
    // Playwright's work, not the page's.
    await page.evaluate((list) => (window.copied = list), createCsv(ROWS));
    writeFileSync(FILE, createCsv(ROWS));
    writeFileSync(WIDE_FILE, createWideCsv(ROWS));
    const steps = [
      await measure(page, "read and check what is pasted", () => paste(page)),
      await measure(page, "read and check a file", () => read(page, FILE)),
      await measure(page, "add", () => add(page)),
    ];
    // This file goes into a separate campaign, because the first one already has these people.
    await openAudience(page);
    await watchPage(page);
    steps.push(
      await measure(page, "read and check a file of 90 columns", () => choose(page, WIDE_FILE)),
      await measure(page, "add its rows", () => add(page)),
    );
    return [table(`A list of ${ROWS} rows through the page`, HEAD, steps)];
  } finally {
    await browser.close();
    await stack.stop();
  }
}

const HEAD = [
  "step",
  "s",
  "rows a second",
  "long tasks",
  "longest, ms",
  "longest time between two frames, ms",
];

async function measure(page: Page, step: string, work: () => Promise<unknown>) {
  await takeBlocked(page);
  const seconds = (await timed(work)) / 1_000;
  const { longTasks, longestTask, longestGap } = await takeBlocked(page);
  return [step, ms(seconds), Math.round(ROWS / seconds), longTasks, ms(longestTask), ms(longestGap)];
}

async function read(page: Page, file: string): Promise<void> {
  await page.getByRole("button", { name: "Choose a different file" }).click();
  await choose(page, file);
}

async function choose(page: Page, file: string): Promise<void> {
  await page.getByLabel("CSV file").setInputFiles(file);
  await page.getByText(`${grouped(goodOf(ROWS))} can be added`).waitFor();
}

async function paste(page: Page): Promise<void> {
  await page.getByLabel("Paste addresses").evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", window.copied);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await page.getByText(`${grouped(goodOf(ROWS))} can be added`).waitFor();
}

async function add(page: Page): Promise<void> {
  await page.getByRole("button", { name: `Add ${grouped(goodOf(ROWS))} recipients` }).click();
  await page.getByRole("heading", { name: "Import complete" }).waitFor({ timeout: AN_HOUR });
  await page.getByRole("heading", { name: `${grouped(goodOf(ROWS))} recipients` }).waitFor();
}

const grouped = (count: number): string => new Intl.NumberFormat("en-GB").format(count);
