/** Faults in the middle of a campaign, and how a person reacts to them. */
import type { Stack } from "../support/stack";
import type { Marketer } from "../campaign/marketer";

export interface World {
  stack: Stack;
  marketer: Marketer;
  campaignId: string;
}

export interface Fault {
  name: string;
  /** Causes the fault now. */
  strike(world: World): Promise<unknown>;
  /**
   * What a person does once the campaign has come to rest. Returns whether they did something, after which the campaign
   * may run again.
   */
  mend?(world: World, status: string): Promise<boolean>;
}

type MailFault = Record<string, string | number | boolean>;

/** Makes the mailbox, which stands in for the provider, fail the next batch requests in the given way. */
const provider =
  (fault: MailFault) =>
  async ({ stack }: World) => {
    const body = JSON.stringify({ path: "/emails/batch", ...fault });
    const { ok, status } = await fetch(`${stack.mailboxUrl}/faults`, { method: "POST", body });
    if (!ok) throw new Error(`The mailbox answered ${status} when it was asked to fail.`);
  };

const press =
  (...steps: ("pause" | "resume" | "cancel" | "retryFailed")[]) =>
  async ({ marketer, campaignId }: World) => {
    for (const step of steps) await marketer.mutation(`campaigns:${step}`, { campaignId });
  };

/** A person who sees a stopped campaign resumes it once the cause is gone. */
const resume: Fault["mend"] = async (world, status) => {
  if (status !== "paused") return false;
  await press("resume")(world);
  return true;
};

/** Resumes a paused campaign. If there is none, retries the recipients whose mail failed. */
const resumeAndRetry: Fault["mend"] = async (world, status) => {
  if (await resume(world, status)) return true;
  const { counts } = await world.marketer.query<{ counts: Record<string, number> }>("campaigns:get", {
    campaignId: world.campaignId,
  });
  if ((counts.failed ?? 0) === 0) return false;
  await press("retryFailed")(world);
  return true;
};

export const FAULTS: Fault[] = [
  { name: "429", strike: provider({ status: 429, retryAfter: 1, times: 2 }) },
  {
    name: "the day's quota",
    strike: provider({ name: "daily_quota_exceeded", status: 429, times: 3 }),
    mend: resume,
  },
  { name: "401", strike: provider({ status: 401, times: 3 }), mend: resume },
  { name: "422, a whole batch", strike: provider({ status: 422, times: 1 }), mend: resumeAndRetry },
  { name: "500", strike: provider({ status: 500, times: 2 }) },
  { name: "500, the mail was accepted", strike: provider({ status: 500, accept: true, times: 2 }) },
  { name: "hang", strike: provider({ mode: "hang" }) },
  { name: "hang, the mail was accepted", strike: provider({ mode: "hang", accept: true }) },
  { name: "cut before the mail was accepted", strike: provider({ mode: "cut", times: 2 }) },
  { name: "cut after the mail was accepted", strike: provider({ mode: "cut", accept: true, times: 2 }) },
  { name: "crash of Convex", strike: ({ stack }) => stack.crash() },
  { name: "pause", strike: press("pause") },
  { name: "pause and resume", strike: press("pause", "resume"), mend: resume },
  { name: "pause, and resume later", strike: press("pause"), mend: resume },
  { name: "cancel", strike: press("cancel") },
];
