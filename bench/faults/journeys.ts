/** The two journeys in which every request fails once: a whole sign-in, and a marketer's edit of a campaign. */
import { randomBytes } from "node:crypto";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { dump } from "../support/convex";
import { mailsIn, tokenIn } from "../support/mailbox";
import type { Stack } from "../support/stack";
import { until } from "../support/until";
import { Person } from "./person";

const TIMEOUT_MS = 10_000;

export interface Outcome {
  repeats: number;
  /** Whether all typed text is in the database at the end. */
  isKept: boolean;
}

/** The cookies of a signed-in browser. */
export type SignedIn = BrowserContextOptions["storageState"];

export type Journey = (browser: Browser, stack: Stack) => Promise<Outcome>;

const word = () => `Word ${randomBytes(4).toString("hex")}`;

/** Signs in from the form to the dashboard, saves a name, and signs out. */
export const signIn: Journey = async (browser, stack) => {
  const page = await newPage(browser, stack);
  const person = new Person(page);
  const address = `${randomBytes(6).toString("hex")}@example.com`;
  const email = page.getByRole("textbox", { name: "Email" });
  await person.open("/login", email);
  await person.reach(() => askFor(page, address), page.getByRole("heading", { name: "Check your email" }));
  const dashboard = page.getByRole("heading", { name: "Dashboard" });
  await person.reach(async () => follow(page, await linkTo(stack, address)), dashboard);
  const name = page.getByLabel("Name");
  await person.reach(() => page.getByRole("link", { name: "Settings" }).click(), name);
  const typed = word();
  await person.reach(() => saveName(page, typed), page.getByText("Your profile is saved."));
  await person.reach(
    () => page.getByRole("button", { name: "Sign out", exact: true }).click(),
    page.getByText("You are signed out"),
  );
  await page.context().close();
  const { betterAuth } = await dump(stack.deployment);
  const user = betterAuth?.user?.find((row) => row.email === address);
  return { repeats: person.repeats, isKept: user?.name === typed };
};

/** Follows the newest link. If that led to a page that asks to continue, the second attempt presses its button. */
async function follow(page: Page, link: string): Promise<void> {
  const onwards = page.getByRole("button", { name: "Continue", exact: true });
  if (await onwards.isVisible()) await onwards.click({ timeout: TIMEOUT_MS });
  else await page.goto(link);
}

async function askFor(page: Page, address: string): Promise<void> {
  await page.getByRole("textbox", { name: "Email" }).fill(address, { timeout: TIMEOUT_MS });
  await page.getByRole("button", { name: "Email me a link" }).click({ timeout: TIMEOUT_MS });
}

async function saveName(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name").fill(name, { timeout: TIMEOUT_MS });
  await page.getByRole("button", { name: "Save" }).click({ timeout: TIMEOUT_MS });
}

async function linkTo({ mailboxUrl, appUrl }: Stack, address: string): Promise<string> {
  const mail = await until(async () => (await mailsIn(mailboxUrl, address))[0] ?? null, {
    withinMs: TIMEOUT_MS,
  });
  if (!mail) throw new Error(`No mail came to ${address}.`);
  return `${appUrl}/login/callback?token=${await tokenIn(mailboxUrl, mail)}`;
}

/** Starts a draft, types, previews it, leaves, and opens it again. */
export const editBy =
  (state: SignedIn): Journey =>
  async (browser, stack) => {
    const page = await newPage(browser, stack, state);
    const person = new Person(page);
    await person.open("/admin/campaigns", page.getByRole("button", { name: "New campaign" }));
    const subject = page.getByLabel("Subject");
    await person.reach(
      () => page.getByRole("button", { name: "New campaign" }).click({ timeout: TIMEOUT_MS }),
      subject,
    );
    const typed = { name: word(), subject: word(), body: word() };
    await page.getByLabel("Name", { exact: true }).fill(typed.name);
    await subject.fill(typed.subject);
    const saved = page.getByText("Saved", { exact: true });
    await person.reach(() => page.getByLabel("Message").fill(typed.body), saved);
    await person.reach(
      () => page.getByRole("tab", { name: "Preview" }).click({ timeout: TIMEOUT_MS }),
      page.frameLocator("iframe").getByText(typed.body),
    );
    await person.reach(
      () => page.getByRole("link", { name: "All campaigns" }).click({ timeout: TIMEOUT_MS }),
      page.getByRole("link", { name: typed.name }),
    );
    const body = page.getByLabel("Message").and(page.locator("textarea"));
    await person.reach(
      () => page.getByRole("link", { name: typed.name }).click({ timeout: TIMEOUT_MS }),
      body,
    );
    const shown = await body.inputValue();
    await page.context().close();
    const { "": app } = await dump(stack.deployment);
    const draft = app?.campaigns?.find((row) => row.name === typed.name);
    const isKept = draft?.subject === typed.subject && draft?.body === typed.body && shown === typed.body;
    return { repeats: person.repeats, isKept };
  };

export async function newPage(browser: Browser, { appUrl }: Stack, storageState?: SignedIn): Promise<Page> {
  const context = await browser.newContext({ baseURL: appUrl, storageState, reducedMotion: "reduce" });
  return context.newPage();
}
