/**
 * Measures how often the rule of lib/link-visits/rule.ts is wrong: nine kinds of filters and 300 people open their
 * links at the real routes, and the real functions judge who came. The seed is fixed, so every run makes the same
 * requests. Only the times are invented afterwards, because some people take two days.
 */
import type { Report } from "../support/report";
import { startStack } from "../support/stack";
import { costOfNotes } from "./cost";
import { guestsOf } from "./guests";
import { judgedByUs } from "./play";
import { randomFrom } from "./random";
import { tables } from "./tables";

const SEED = 18;

export async function visits(): Promise<Report> {
  process.env.TRUSTED_IP_HEADER = "x-real-ip";
  const stack = await startStack({ withApp: true, withBareApp: false, mutationMs: 0 });
  try {
    const guests = guestsOf(randomFrom(SEED));
    return [...tables(guests, await judgedByUs(stack, guests)), await costOfNotes(stack)];
  } finally {
    await stack.stop();
  }
}
