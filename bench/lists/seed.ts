import { callFunction } from "../support/convex";
import type { Stack } from "../support/stack";

export const CAMPAIGNS = 20;
export const PEOPLE = 10_000;
/** Each campaign shares half of its people with the one before. */
const STEP = PEOPLE / 2;
export const MEMBERS = 20_000;
const CHUNK = 200;

export interface Seeded {
  /** A campaign that was sent, and one that is being sent. */
  sent: string;
  sending: string;
}

/** What twenty campaigns of 10,000 people leave behind, in about 1,100 calls. */
export async function seed(stack: Stack): Promise<Seeded> {
  const run = <T>(name: string, args: object) =>
    callFunction<T>(stack.deployment, "mutation", `benchLists:${name}`, args, { asAdmin: true });
  const ids: string[] = [];
  for (let number = 0; number < CAMPAIGNS; number++) {
    const isSending = number === 0;
    const campaignId = await run<string>("campaign", { number, isSending });
    ids.push(campaignId);
    for (let at = 0; at < PEOPLE; at += CHUNK)
      await run("people", { campaignId, from: number * STEP + at, count: CHUNK, isSending });
  }
  for (let from = 0; from < MEMBERS; from += CHUNK) await run("others", { from, count: CHUNK });
  const [sending = "", sent = ""] = ids;
  return { sending, sent };
}
