/** Runs a campaign whose calls to the provider hang, times sign-in mails meanwhile, and recounts at the end. */
import { draftFor, type Marketer, recipientRows, signIn, type Sendable } from "../../bench/campaign/marketer";
import { launchUntilHeld, signInDelays } from "../../bench/campaign/overtaking";
import { recount } from "../../bench/campaign/recount";
import { hangBatches } from "../../bench/support/mailbox";
import { timed } from "../../bench/support/timing";
import { until } from "../../bench/support/until";
import { NotTried } from "./promises";
import { addressOf, withMailbox, type World } from "./world";

export interface CampaignRun {
  recipients: number;
  hanging: number;
  importMs: number;
  /**
   * How long each sign-in mail took from the request for its link, in ms: before the campaign, and while its calls
   * hang.
   */
  before: number[];
  meanwhile: number[];
  /** From the launch to the last counted webhook, in ms; null if the campaign was not done in time. */
  settledMs: number | null;
  status: string;
  missing: number;
  mailedTwice: number;
  wrongCounters: string[];
  /** People who requested links meanwhile. */
  asked: string[];
}

interface Campaign {
  status: string;
  counts: Record<string, number>;
}

const SETTLED_WITHIN_MS = 10 * 60_000;

export async function campaign(world: World): Promise<CampaignRun> {
  const stack = withMailbox(world);
  const { recipients, hanging, signIns } = world.sizes;
  const marketer = await signIn(stack, adminOf(world));
  const before = await signInDelays(stack, `${world.run}-before`, signIns);
  let campaignId = "";
  const importMs = await timed(async () => {
    campaignId = await draftFor(marketer, recipientRows(recipients, `${world.run}-reader`));
  });
  const launchedAt = performance.now();
  const meanwhile = await delaysMeanwhile(stack, marketer, campaignId, world);
  const isSettled = await settled(marketer, campaignId, recipients);
  const settledMs = isSettled ? performance.now() - launchedAt : null;
  const { status } = await marketer.query<Campaign>("campaigns:get", { campaignId });
  const { missing, mailedTwice, wrongCounters } = await recount(stack, marketer, campaignId);
  return {
    ...{ recipients, hanging, importMs, before, meanwhile, settledMs, status },
    ...{ missing, mailedTwice, wrongCounters },
    asked: ["before", "meanwhile"].flatMap((name) =>
      before.map((_, at) => addressOf(world, `${name}-${at}`)),
    ),
  };
}

/**
 * How long sign-in mails take while the campaign's calls hang, in ms. Afterwards the remaining hanging calls are
 * cleared, because they would delay the next user of this mailbox.
 */
async function delaysMeanwhile(
  stack: Sendable,
  marketer: Marketer,
  campaignId: string,
  { run, sizes }: World,
): Promise<number[]> {
  try {
    await hangSome(stack, sizes.hanging);
    await launchUntilHeld(stack, marketer, campaignId);
    return await signInDelays(stack, `${run}-meanwhile`, sizes.signIns);
  } finally {
    await fetch(`${stack.mailboxUrl}/faults`, { method: "DELETE" });
  }
}

/**
 * Every other hanging call still accepts the mails. The sender cannot see that, so it must not send those mails again.
 */
async function hangSome({ mailboxUrl }: Sendable, hanging: number): Promise<void> {
  for (let at = 0; at < hanging; at++) await hangBatches(mailboxUrl, 1, { accept: at % 2 === 1 });
}

function adminOf({ variables }: World): string {
  const [first] = (variables.ADMIN_EMAILS ?? "").split(",").map((address) => address.trim());
  if (!first) throw new NotTried("ADMIN_EMAILS names nobody who could launch a campaign");
  if (!variables.POSTAL_ADDRESS)
    throw new NotTried("POSTAL_ADDRESS is not set, so no campaign can be launched");
  return first;
}

/**
 * Waits until every mail is counted as delivered, or the campaign has paused by itself. True only if all were
 * delivered.
 */
async function settled(marketer: Marketer, campaignId: string, recipients: number): Promise<boolean> {
  const look = async () => {
    const { status, counts } = await marketer.query<Campaign>("campaigns:get", { campaignId });
    const isDone = status === "sent" && (counts.delivered ?? 0) >= recipients;
    return isDone || status === "paused" ? { isDone } : null;
  };
  return (await until(look, { withinMs: SETTLED_WITHIN_MS, everyMs: 500 }))?.isDone ?? false;
}
