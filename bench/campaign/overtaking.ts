/** Somebody wants to sign in while a campaign is under way and its calls to the provider hang. */
import { setTimeout as sleep } from "node:timers/promises";
import { ms, type Report, table } from "../support/report";
import { startStack, type Stack } from "../support/stack";
import { p50 } from "../support/timing";
import { askForLink, draftFor, readers, signIn } from "./marketer";

const RECIPIENTS = 3_000;
const PROVIDER_LIMIT = 5;
const HANGING = 8;
const ASKED = 10;
const LOOK_EVERY = 10;

export async function overtaking(): Promise<Report> {
  const stack = await startStack({
    mailbox: { MAILBOX_REQUESTS_PER_SECOND: String(PROVIDER_LIMIT) },
    environment: { RESEND_REQUESTS_PER_SECOND: String(PROVIDER_LIMIT) },
  });
  try {
    const marketer = await signIn(stack);
    const campaignId = await draftFor(marketer, readers(RECIPIENTS));
    const before = await delays(stack, "before", 3);
    await fetch(`${stack.mailboxUrl}/faults`, {
      method: "POST",
      body: JSON.stringify({ mode: "hang", times: HANGING, path: "/emails/batch" }),
    });
    await marketer.mutation("campaigns:launch", { campaignId });
    while ((await holding(stack)) === 0) await sleep(LOOK_EVERY);
    return [report(before, await delays(stack, "meanwhile", ASKED), await holding(stack))];
  } finally {
    await stack.stop();
  }
}

/** From the request for a link until its mail is at the provider, ms; one after the other. */
async function delays(stack: Stack, name: string, count: number): Promise<number[]> {
  const found: number[] = [];
  for (let at = 0; at < count; at++) {
    const email = `${name}-${at}@example.com`;
    const asked = performance.now();
    await askForLink(stack, email);
    while (!(await hasMail(stack, email))) await sleep(LOOK_EVERY);
    found.push(performance.now() - asked);
  }
  return found;
}

async function hasMail({ mailboxUrl }: Stack, email: string): Promise<boolean> {
  const { data } = (await (await fetch(`${mailboxUrl}/emails?search=${email}`)).json()) as {
    data: unknown[];
  };
  return data.length > 0;
}

/** How many calls hang at this moment. */
async function holding({ mailboxUrl }: Stack): Promise<number> {
  return ((await (await fetch(`${mailboxUrl}/faults`)).json()) as { holding: number }).holding;
}

function report(before: number[], meanwhile: number[], hanging: number): string {
  const row = (name: string, found: number[]) => [name, found.length, ms(p50(found)), ms(Math.max(...found))];
  return table(
    `Sign-in mail while ${HANGING} calls of a campaign hang, ${hanging} of them at once`,
    ["", "mails", "p50, ms", "slowest, ms"],
    [row("before the campaign", before), row("meanwhile", meanwhile)],
  );
}
