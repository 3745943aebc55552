/** Measures how soon a sign-in mail is sent while a campaign is running and its calls to the provider hang. */
import { hangBatches, holding, mailsIn } from "../support/mailbox";
import { ms, type Report, table } from "../support/report";
import { startStack } from "../support/stack";
import { p50 } from "../support/timing";
import { until } from "../support/until";
import { askForLink, draftFor, type Marketer, recipientRows, type Sendable, signIn } from "./marketer";

const RECIPIENTS = 3_000;
const PROVIDER_LIMIT = 5;
const HANGING = 8;
const ASKED = 10;
const LOOK_EVERY = 10;
const MAIL_WITHIN_MS = 60_000;

export async function overtaking(): Promise<Report> {
  const stack = await startStack({
    mailbox: { MAILBOX_REQUESTS_PER_SECOND: String(PROVIDER_LIMIT) },
    environment: { RESEND_REQUESTS_PER_SECOND: String(PROVIDER_LIMIT) },
  });
  try {
    const marketer = await signIn(stack);
    const campaignId = await draftFor(marketer, recipientRows(RECIPIENTS));
    const before = await signInDelays(stack, "before", 3);
    await hangBatches(stack.mailboxUrl, HANGING);
    await launchUntilHeld(stack, marketer, campaignId);
    const meanwhile = await signInDelays(stack, "meanwhile", ASKED);
    return [report(before, meanwhile, await holding(stack.mailboxUrl))];
  } finally {
    await stack.stop();
  }
}

/** Launches, and returns once the mailbox is holding calls of the campaign. */
export async function launchUntilHeld(
  { mailboxUrl }: Sendable,
  marketer: Marketer,
  campaignId: string,
): Promise<void> {
  await marketer.mutation("campaigns:launch", { campaignId, skipCheck: true });
  const look = async () => (await holding(mailboxUrl)) || null;
  const held = await until(look, { withinMs: MAIL_WITHIN_MS, everyMs: LOOK_EVERY });
  if (held === null) throw new Error("The campaign made no call that could hang.");
}

/**
 * The time from each request for a link until its mail is at the provider, in ms. The requests are made one after the
 * other. The time is Infinity if the mail never came.
 */
export async function signInDelays(stack: Sendable, name: string, count: number): Promise<number[]> {
  const found: number[] = [];
  for (let at = 0; at < count; at++) {
    const email = `${name}-${at}@example.com`;
    const asked = performance.now();
    await askForLink(stack, email);
    const look = async () => (await mailsIn(stack.mailboxUrl, email))[0] ?? null;
    const mail = await until(look, { withinMs: MAIL_WITHIN_MS, everyMs: LOOK_EVERY });
    found.push(mail ? performance.now() - asked : Infinity);
  }
  return found;
}

function report(before: number[], meanwhile: number[], hanging: number): string {
  const row = (name: string, found: number[]) => [name, found.length, ms(p50(found)), ms(Math.max(...found))];
  return table(
    `Sign-in mail while ${HANGING} calls of a campaign hang, ${hanging} of them at once`,
    ["", "mails", "p50, ms", "slowest, ms"],
    [row("before the campaign", before), row("meanwhile", meanwhile)],
  );
}
