/** Runs all steps, one after the other. If one fails, the next is still tried. */
import { campaign, type CampaignRun } from "./campaign";
import { clicks, type Clicks } from "./clicks";
import { crowd, type Crowd } from "./crowd";
import type { LogSummary } from "./log-summary";
import { countMails, type MailCount } from "./mails";
import { NotTried, type PromiseName, type Verdict } from "./promises";
import { signInOnce, type SignIn } from "./sign-in";
import {
  campaignVerdicts,
  clicksVerdict,
  crowdVerdicts,
  logVerdict,
  mailVerdict,
  signInVerdicts,
} from "./verdicts";
import { watchLog } from "./watch-log";
import { addressOf, type World } from "./world";

/** What the steps observed. An entry is null if its step failed or was not possible; the verdicts say why. */
export interface Found {
  signIn: SignIn | null;
  crowds: Crowd[];
  clicks: Clicks | null;
  campaign: CampaignRun | null;
  mails: MailCount | null;
  log: LogSummary;
  verdicts: Verdict[];
}

export type Say = (line: string) => void;

export async function verify(world: World, say: Say): Promise<Found> {
  const verdicts: Verdict[] = [{ promise: "pushed", status: "kept", detail: "as the CLI reports" }];
  const log = watchLog(world.selection);
  const step = async <T>(
    { name, promises }: { name: string; promises: readonly PromiseName[] },
    look: () => Promise<T>,
    judge: (found: T) => Verdict[],
  ): Promise<T | null> => {
    say(name);
    try {
      const found = await look();
      verdicts.push(...judge(found));
      return found;
    } catch (error) {
      verdicts.push(...promises.map((promise) => failedVerdict(promise, error)));
      return null;
    }
  };
  const signIn = await step(STEPS.signIn, () => signInOnce(world), signInVerdicts);
  const crowds: Crowd[] = [];
  for (const size of world.sizes.crowds) {
    const found = await step(STEPS.crowd(size), () => crowd(world, size), crowdVerdicts);
    if (found) crowds.push(found);
  }
  const clicked = await step(STEPS.clicks, () => clicks(world), clicksVerdict);
  const sent = await step(STEPS.campaign, () => campaign(world), campaignVerdicts);
  const asked = askedIn(world, crowds, sent);
  const mails = await step(STEPS.mails, () => countMails(world, asked), mailVerdict);
  const summary = await log.finish();
  verdicts.push(logVerdict(summary));
  return { signIn, crowds, clicks: clicked, campaign: sent, mails, log: summary, verdicts };
}

const STEPS = {
  signIn: { name: "One sign-in, and its cookies", promises: ["cookies", "jwt"] },
  crowd: (size: number) => ({
    name: `${size} people at the same moment`,
    promises: ["answered", "sessions"] as const,
  }),
  clicks: { name: "Many clicks on one link", promises: ["clicks"] },
  campaign: {
    name: "A campaign whose calls hang, and sign-in mail meanwhile",
    promises: ["overtakes", "recipients", "counters"],
  },
  mails: { name: "All mails, counted", promises: ["mails"] },
} as const;

/** The addresses of everybody who requested a link by mail in the steps that ran. */
function askedIn(world: World, crowds: readonly Crowd[], sent: CampaignRun | null): string[] {
  const alone = ["first", "clicks"].map((name) => addressOf(world, name));
  return [...alone, ...crowds.flatMap(({ emails }) => emails), ...(sent?.asked ?? [])];
}

function failedVerdict(promise: PromiseName, error: unknown): Verdict {
  const detail = error instanceof Error ? error.message : String(error);
  return error instanceof NotTried
    ? { promise, status: "not tried", detail }
    : { promise, status: "broken", detail: `the step failed: ${detail}` };
}
