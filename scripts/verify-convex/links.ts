import { askForLink, type Sendable } from "../../bench/campaign/marketer";
import { type Mail, mailsIn, tokenIn } from "../../bench/support/mailbox";
import { until } from "../../bench/support/until";
import { runFunction } from "../deployment/convex-cli";
import { type Burst, burstOf } from "./burst";
import { addressOf, type World } from "./world";

export interface Person {
  email: string;
  /** The token of their link; null before they have one. */
  token: string | null;
}

/** One IP address for all people, as in one office. */
const OFFICE = "203.0.113.9";
const MAIL_WITHIN_MS = 60_000;
/** How many links are made at the same time. It is limited, because each needs a process of the CLI. */
const MINTED_AT_ONCE = 4;

export const newPeople = (world: World, name: string, count: number): Person[] =>
  Array.from({ length: count }, (_, at) => ({ email: addressOf(world, `${name}-${at}`), token: null }));

/** All people request links at the same moment, and get the links from their mails. */
export async function askAtOnce(stack: Sendable, people: readonly Person[]): Promise<Burst> {
  const { mailboxUrl } = stack;
  const burst = await burstOf(people, ({ email }, send) => askForLink({ ...stack, send }, email, OFFICE));
  const mails = await mailsTo(mailboxUrl, people, burst.tookMs.length);
  for (const person of people) {
    const mail = mails.find(({ to }) => to.includes(person.email));
    if (mail) person.token = await tokenIn(mailboxUrl, mail);
  }
  return burst;
}

/** The mails that came in time. Missing ones are found when all mails are counted. */
async function mailsTo(mailboxUrl: string, people: readonly Person[], expected: number): Promise<Mail[]> {
  const addresses = new Set(people.map(({ email }) => email));
  let mails: Mail[] = [];
  const look = async () => {
    mails = (await mailsIn(mailboxUrl)).filter(({ to }) => to.some((address) => addresses.has(address)));
    return new Set(mails.flatMap(({ to }) => to)).size >= expected ? mails : null;
  };
  await until(look, { withinMs: MAIL_WITHIN_MS, everyMs: 200 });
  return mails;
}

/** Makes a link for each person with the deployment's key, without a mail. */
export async function mintFor({ selection }: World, people: readonly Person[]): Promise<void> {
  for (let at = 0; at < people.length; at += MINTED_AT_ONCE)
    await Promise.all(
      people.slice(at, at + MINTED_AT_ONCE).map(async (person) => {
        const { url } = await runFunction<{ url: string }>(selection, "loginLinks:mint", {
          email: person.email,
        });
        person.token = new URL(url).searchParams.get("token");
      }),
    );
}
