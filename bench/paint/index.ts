/** Measures on a slow network how long it takes until a page's heading is visible, and how much moves after that. */
import type { Browser, BrowserContext } from "@playwright/test";
import { RESERVED } from "../../lib/messages/admin";
import { mailedToken } from "../campaign/marketer";
import { openBrowser } from "../import/marketer";
import { type Report, table } from "../support/report";
import { type Stack, startStack } from "../support/stack";
import { layOutPages, type Shown } from "./pages";
import { type Painted, paintOf, watchPaint } from "./watch";

const WIDTHS = [390, 1440];

export async function paint(): Promise<Report> {
  const stack = await startStack({
    withApp: true,
    withBareApp: false,
    mailbox: { MAILBOX_REQUESTS_PER_SECOND: "1000" },
  });
  const browser = await openBrowser();
  try {
    const pages = await layOutPages(stack);
    const state = await signInAsAdmin(browser, stack);
    const rows = [];
    for (const [name, shown] of Object.entries(pages)) {
      const painted = [];
      for (const width of WIDTHS) painted.push(await look({ browser, stack, shown, width, state }));
      const row = [name, ...painted.flatMap(cellsOf)];
      process.stderr.write(`${row.join(", ")}\n`);
      rows.push(row);
    }
    return [table("The first visit of each page at 400 ms and 50 kB a second", HEAD, rows)];
  } finally {
    await browser.close();
    await stack.stop();
  }
}

const HEAD = [
  "page",
  ...WIDTHS.flatMap((width) => [`heading at ${width} px, s`, `layout shift at ${width} px`]),
];

/** Follows the link of a sign-in mail, because nothing else makes somebody an admin. Returns the session's cookies. */
async function signInAsAdmin(browser: Browser, stack: Stack): Promise<SignedIn> {
  const context = await browser.newContext({ baseURL: stack.appUrl });
  const page = await context.newPage();
  await page.goto(`/login/callback?token=${await mailedToken(stack, "admin@example.com")}`);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: "Dashboard" }).waitFor({ timeout: 60_000 });
  return context.storageState();
}

type SignedIn = Awaited<ReturnType<BrowserContext["storageState"]>>;

interface Looked {
  browser: Browser;
  stack: Stack;
  shown: Shown;
  width: number;
  state: SignedIn;
}

async function look({ browser, stack, shown, width, state }: Looked): Promise<Painted> {
  const context = await browser.newContext({
    baseURL: stack.appUrl,
    viewport: { width, height: 844 },
    storageState: shown.isSignedOut ? undefined : state,
  });
  const page = await context.newPage();
  await shown.before?.(page);
  await watchPaint(page);
  const painted = await paintOf(page, shown.path);
  const heading = await page.getByRole("heading", { level: 1 }).first().textContent();
  await context.close();
  if (Object.values(RESERVED).includes(heading ?? "")) throw new Error(`${shown.path} needs another role.`);
  if (painted.headingAt === null) throw new Error(`${shown.path} never showed a heading.`);
  if (painted.shift >= 0.05)
    process.stderr.write(`${shown.path} at ${width}: ${painted.moved.slice(0, 8).join(", ")}\n`);
  return painted;
}

const cellsOf = ({ headingAt, shift }: Painted) => [((headingAt ?? 0) / 1_000).toFixed(1), shift.toFixed(3)];
