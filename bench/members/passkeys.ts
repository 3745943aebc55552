/** Compares signing in by a passkey with the exchange of a link: for one member, on one deployment, in turns. */
import path from "node:path";
import type { Credential } from "../../__tests__/convex/support/authenticator";
import { makeChallenge } from "../../lib/passkey-challenge";
import { Evaluations } from "../cold/evaluations";
import { bundlesOf } from "../cold/push";
import { exchangeOurs, mustSucceed, newAddresses, type Outcome, ourTokens } from "../exchange/contenders";
import { callFunction } from "../support/convex";
import { ms, ratio, type Report, table } from "../support/report";
import { type Stack, type StackOptions, startStack } from "../support/stack";
import { alternate, p50, p95 } from "../support/timing";
import { visitor } from "../support/visitor";
import { type Member, signInMember } from "./member";

const WARM_UP = 30;
const ROUNDS = 200;
/** Used contexts stay in memory for a long time, so there are fewer rounds in which each call gets a fresh context. */
const COLD_WARM_UP = 10;
const COLD_ROUNDS = 40;

export async function passkeys(): Promise<Report> {
  return [
    await sideBySide({}, "contexts kept between calls", WARM_UP, ROUNDS),
    await sideBySide({ freshContexts: true }, "each call in a fresh context", COLD_WARM_UP, COLD_ROUNDS),
    await modules(),
  ];
}

async function sideBySide(options: StackOptions, how: string, warmUp: number, rounds: number) {
  const stack = await startStack({ mutationMs: 0, ...options });
  try {
    const [email = ""] = newAddresses(1);
    const member = await signInMember(stack, email);
    const tokens = await ourTokens(stack, Array<string>(warmUp + rounds).fill(email));
    const attempts = await attemptsOf(stack, member, warmUp + rounds);
    const all = await alternate(
      {
        link: async (round) => mustSucceed(await exchangeOurs(stack, tokens[round] ?? "")),
        passkey: async (round) => mustSucceed(await signInBy(stack, attempts[round])),
      },
      warmUp + rounds,
    );
    const [link, passkey] = [all.link.slice(warmUp), all.passkey.slice(warmUp)];
    return table(
      `One sign-in of a member, ${rounds} of each in turn, ${how}`,
      ["", "p50, ms", "p95, ms"],
      [
        ["a passkey", ms(p50(passkey)), ms(p95(passkey))],
        ["a link", ms(p50(link)), ms(p95(link))],
        ["passkey / link", ratio(p50(passkey), p50(link)), ratio(p95(passkey), p95(link))],
      ],
    );
  } finally {
    await stack.stop();
  }
}

type Attempt = { holder: string; assertion: Awaited<ReturnType<Credential["assert"]>> };

/** Signs the challenges in advance, because the time of an authenticator must not be measured. */
async function attemptsOf(stack: Stack, member: Member, count: number): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  for (let index = 0; index < count; index++) {
    const holder = `holder ${index}`;
    const secret = stack.deployment.proxySecret;
    const challenge = await makeChallenge({ secret, ceremony: "sign-in", holder, now: Date.now() });
    attempts.push({ holder, assertion: await member.assert(challenge) });
  }
  return attempts;
}

async function signInBy({ deployment }: Stack, attempt: Attempt | undefined): Promise<Outcome> {
  const client = await visitor(deployment, "passkeyCeremonies:signIn");
  const args = { ...attempt, client };
  return callFunction<Outcome>(deployment, "mutation", "passkeyCeremonies:signIn", args);
}

/**
 * How long a cold call evaluates its module before it does anything. Most of that code is the library that verifies
 * passkeys.
 */
async function modules(): Promise<string> {
  const push = await bundlesOf(process.cwd(), path.resolve(".latchkey/bench/members"));
  const evaluations = new Evaluations(push);
  const row = async (name: string, file: string) => {
    const { bytes, ms: taken } = await evaluations.module("", file);
    return [name, (bytes / 1_024).toFixed(0), ms(taken)];
  };
  return table(
    "The module of each, evaluated cold",
    ["", "kB with all that it imports", "ms"],
    [
      await row("a passkey: passkeyCeremonies", "passkeyCeremonies.js"),
      await row("a link: loginLinks", "loginLinks.js"),
    ],
  );
}
