/**
 * Reminders over 14 days, on a clock of its own. `npm run bench reminders` runs the same with 10,000 people, for which
 * it sets REMINDER_PEOPLE, and REMINDER_READS to the file with faster reads.
 */
import { expect, test } from "@jest/globals";
import { simulate, ZONES } from "./support/simulation";

const TIMEOUT_MS = 3_600_000;
const PEOPLE = Number(process.env["REMINDER_PEOPLE"] ?? 120);
const READS = process.env["REMINDER_READS"];

test.each<[string, boolean]>([
  ["all goes well", false],
  ["processes die", true],
])(
  "while people accept, unsubscribe, bounce and are revoked, and %s: nobody is lost or reminded twice",
  async (how, hasKills) => {
    const outcome = await simulate({
      ...{ people: PEOPLE, days: 14, hasKills, seed: 20_261_127 },
      readsFile: READS,
    });
    process.stderr.write(
      `reminders: ${JSON.stringify({ how, people: PEOPLE, zones: ZONES.length, ...outcome })}\n`,
    );
    expect(outcome).toMatchObject({
      invitations: PEOPLE,
      doubled: 0,
      afterStop: 0,
      outsideHours: 0,
      lost: 0,
    });
    expect(outcome.reminders).toBeGreaterThan(1.5 * PEOPLE);
    expect(outcome.stopped).toBeGreaterThan(PEOPLE / 6);
    expect(outcome.stopped).toBeLessThan(PEOPLE / 1.5);
    expect(outcome.kills > 0).toBe(hasKills);
  },
  TIMEOUT_MS,
);
