/**
 * Measures fifty people in one office who share an IP address: all request links at the same moment, then all follow
 * them.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, Visitor } from "../e2e/support/visitor";
import { exchangeOurs, mustSucceed, newAddresses, ourTokens } from "./exchange/contenders";
import { callFunction, conflicts } from "./support/convex";
import { ms, table } from "./support/report";
import { type Stack, startStack } from "./support/stack";
import { p50, p95 } from "./support/timing";
import { visitor } from "./support/visitor";

const PEOPLE = 50;
/** These are the numbers of the real limits. See convex/rateLimits.ts. */
const STRANGERS_PER_CALLER = 20;
const ASKS_IN_ALL = 200;
const MAIL_WITHIN_MS = 60_000;

interface Person {
  email: string;
  browser: Visitor;
}

interface Step {
  /** How long the step took for each person who succeeded. */
  tookMs: number[];
  turnedAway: number;
  /** Mutations that Convex ran again because of conflicts, and those that it gave up. */
  runAgain: number;
  givenUp: number;
  /** How often Next.js repeated a call. */
  repeated: number;
}

/**
 * Runs with the real limits, and with conflicts as on Convex. Throws if a limit does not hold, or if somebody gets two
 * mails.
 */
export async function office(): Promise<string> {
  const stack = await startStack({
    withApp: true,
    rateLimitScale: "1",
    mailbox: { MAILBOX_REQUESTS_PER_SECOND: "1000" },
    environment: { RESEND_REQUESTS_PER_SECOND: "1000" },
  });
  try {
    const people = await makeMembers(stack);
    const asked = await together(stack, people, "/login?next=/dashboard", (one) =>
      one.browser.ask(one.email),
    );
    const links = await mailedLinks(stack, people, asked.tookMs.length);
    const mailed = people.filter(({ email }) => links.has(email));
    const followed = await together(stack, mailed, "/dashboard", (one) =>
      one.browser.open(links.get(one.email) ?? ""),
    );
    await expectLimits(stack);
    await mailedLinks(stack, people, links.size);
    return reportOf({ asking: asked, "following the link": followed });
  } finally {
    await stack.stop();
  }
}

async function makeMembers(stack: Stack): Promise<Person[]> {
  const emails = newAddresses(PEOPLE);
  for (const token of await ourTokens(stack, emails)) mustSucceed(await exchangeOurs(stack, token));
  return emails.map((email) => ({ email, browser: new Visitor(stack.appUrl) }));
}

/** All people act at the same moment. A person who is not redirected to `goal` was turned away. */
async function together(
  stack: Stack,
  people: Person[],
  goal: string,
  act: (person: Person) => Promise<Answer>,
): Promise<Step> {
  const [before, repeatedBefore] = [await conflicts(stack.deployment), repetitions(stack)];
  const took = await Promise.all(
    people.map(async (person) => {
      const startedAt = performance.now();
      const { headers } = await act(person);
      return headers.location === goal ? [performance.now() - startedAt] : [];
    }),
  );
  const after = await conflicts(stack.deployment);
  const tookMs = took.flat();
  return {
    tookMs,
    turnedAway: people.length - tookMs.length,
    runAgain: after.conflicts - before.conflicts,
    givenUp: after.refused - before.refused,
    repeated: repetitions(stack) - repeatedBefore,
  };
}

const repetitions = (stack: Stack): number => stack.printedByApp().split("convex.conflict").length - 1;

/** The links by address, once `count` mails have arrived. */
async function mailedLinks(stack: Stack, people: Person[], count: number): Promise<Map<string, string>> {
  const isTheirs = new Set(people.map(({ email }) => email));
  const mails = (await mailsOnce(stack, count)).filter(({ to }) => isTheirs.has(to[0] ?? ""));
  const links = new Map<string, string>();
  for (const { id, to } of mails) {
    const [link] =
      (await read<{ text: string }>(stack, `/emails/${id}`)).text.match(/http\S+token=[\w-]+/) ?? [];
    if (links.has(to[0] ?? "")) throw new Error(`${to[0]} was mailed twice.`);
    links.set(to[0] ?? "", link ?? "");
  }
  return links;
}

type Listed = { id: string; to: string[] };

async function mailsOnce(stack: Stack, count: number): Promise<Listed[]> {
  for (const end = Date.now() + MAIL_WITHIN_MS; Date.now() < end; await sleep(200)) {
    const { data } = await read<{ data: Listed[] }>(stack, "/emails");
    if (data.length >= count) return data;
  }
  throw new Error(`${count} mails did not come within ${MAIL_WITHIN_MS} ms.`);
}

async function read<T>({ mailboxUrl }: Stack, path: string): Promise<T> {
  return (await (await fetch(mailboxUrl + path)).json()) as T;
}

/**
 * Checks that the limits hold if the same caller requests links for new addresses. It calls Convex directly, because
 * this would take a minute through the app.
 */
async function expectLimits(stack: Stack): Promise<void> {
  const before = (await read<{ data: Listed[] }>(stack, "/emails")).data.length;
  const asks = await Promise.all(newAddresses(300).map((email) => askDirectly(stack, email)));
  const taken = asks.filter(Boolean).length;
  if (taken > ASKS_IN_ALL)
    throw new Error(`${taken} requests were accepted, but the limit is ${ASKS_IN_ALL} a minute.`);
  await mailsOnce(stack, before + STRANGERS_PER_CALLER);
  await sleep(2_000);
  const mailed = (await read<{ data: Listed[] }>(stack, "/emails")).data.length - before;
  if (mailed !== STRANGERS_PER_CALLER) throw new Error(`${mailed} strangers were mailed.`);
}

/**
 * Whether the request was accepted. Also false if Convex gave the mutation up because of conflicts: Next.js would
 * repeat it, but this call does not.
 */
async function askDirectly({ deployment }: Stack, email: string): Promise<boolean> {
  const client = await visitor(deployment, "loginLinks:request", "203.0.113.9");
  const args = { email, browserHash: "0".repeat(64), client };
  return callFunction<{ ok: boolean }>(deployment, "mutation", "loginLinks:request", args).then(
    ({ ok }) => ok,
    () => false,
  );
}

function reportOf(steps: Record<string, Step>): string {
  const rows = Object.entries(steps).map(([name, { tookMs, turnedAway, runAgain, givenUp, repeated }]) => [
    name,
    turnedAway,
    ms(p50(tookMs)),
    ms(p95(tookMs)),
    runAgain,
    givenUp,
    repeated,
  ]);
  return table(
    `${PEOPLE} people of one office at once, through Next, with the real limits and with conflicts`,
    [
      "",
      "turned away",
      "p50, ms",
      "p95, ms",
      "run again by Convex",
      "given up by Convex (503)",
      "repeated by Next",
    ],
    rows,
  );
}
