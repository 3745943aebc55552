/** Measures the time from a bounce at the mailbox until the page that waits for the mail shows it. */
import type { Browser } from "@playwright/test";
import { MAIL_STATES } from "../../lib/messages/sign-in";
import { newAddresses } from "../exchange/contenders";
import { type Mail, mailsIn } from "../support/mailbox";
import { ms, table } from "../support/report";
import type { Stack } from "../support/stack";
import { p50, p95, timed } from "../support/timing";
import { until } from "../support/until";

const WARM_UP = 3;
const ROUNDS = 40;
/** The page checks for a bounce at this interval. Each bounce comes at a random moment of the interval. */
const LOOKS_EVERY_MS = 1_500;
const MAILED_WITHIN_MS = 20_000;

export async function bounces(browser: Browser, stack: Stack): Promise<string> {
  const all: number[] = [];
  for (const address of newAddresses(WARM_UP + ROUNDS)) all.push(await untilShown(browser, stack, address));
  const warm = all.slice(WARM_UP);
  return table(
    `From a bounce to the page that shows it, ${ROUNDS} bounces`,
    ["p50, ms", "p95, ms", "longest, ms"],
    [[ms(p50(warm)), ms(p95(warm)), ms(Math.max(...warm))]],
  );
}

async function untilShown(browser: Browser, stack: Stack, address: string): Promise<number> {
  const context = await browser.newContext({ baseURL: stack.appUrl });
  const page = await context.newPage();
  await page.goto("/login");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await delayNextMail(stack, Math.round(Math.random() * LOOKS_EVERY_MS));
  await page.getByRole("button", { name: "Email me a link" }).click();
  await page.getByRole("heading", { name: "Check your email" }).waitFor();
  const mail = await mailTo(stack, address);
  const taken = await timed(async () => {
    await bounce(stack, mail);
    await page.getByText(MAIL_STATES.bounced).waitFor();
  });
  await context.close();
  return taken;
}

async function mailTo({ mailboxUrl }: Stack, address: string): Promise<Mail> {
  const find = async () => (await mailsIn(mailboxUrl, address))[0] ?? null;
  const mail = await until(find, { withinMs: MAILED_WITHIN_MS, everyMs: 10 });
  if (mail) return mail;
  throw new Error(`No mail to ${address}.`);
}

const delayNextMail = (stack: Stack, delayMs: number) => post(stack, "/faults", { mode: "slow", delayMs });

/** Bounces the mail right after its arrival, before the mailbox reports that it was delivered. */
const bounce = (stack: Stack, { id }: Mail) => post(stack, `/emails/${id}/events`, { type: "email.bounced" });

async function post({ mailboxUrl }: Stack, path: string, body: object): Promise<void> {
  const { ok, status } = await fetch(mailboxUrl + path, { method: "POST", body: JSON.stringify(body) });
  if (!ok) throw new Error(`The mailbox answered ${status} to ${path}.`);
}
