import { setTimeout } from "node:timers/promises";
import { exchangeThroughNext, mustSucceed } from "../exchange/contenders";
import { callFunction } from "../support/convex";
import { ms, ratio, table } from "../support/report";
import type { Stack } from "../support/stack";
import { p50, p95, timed } from "../support/timing";

const WARM_UP = 30;
const ROUNDS = 200;

/** How long after the page a person's browser sends the POST at the earliest, in ms. */
const PAGE_TAKES_MS = 100;

type Kind = "noted" | "plain";

/**
 * What the note costs the exchange: the POST after the GET of its link, whose note is written then, and the POST after a
 * GET that leaves no note, in turns. First without a pause, when the note is being written at the same moment, then as
 * long after the page as a browser needs at least.
 */
export async function costOfNotes(stack: Stack): Promise<string> {
  const atOnce = await inTurns(stack, "at-once", 0);
  const later = await inTurns(stack, "later", PAGE_TAKES_MS);
  return table(
    `What the note costs the exchange, ${ROUNDS} of each in turn`,
    ["the POST comes", "after a note: p50, ms", "p95, ms", "without: p50, ms", "p95, ms", "ratio of p50"],
    [row("at once", atOnce), row(`${PAGE_TAKES_MS} ms later`, later)],
  );
}

function row(when: string, { noted, plain }: Record<Kind, number[]>): string[] {
  return [
    when,
    ms(p50(noted)),
    ms(p95(noted)),
    ms(p50(plain)),
    ms(p95(plain)),
    ratio(p50(noted), p50(plain)),
  ];
}

/** How long each POST took, in ms, without the first rounds. */
async function inTurns(stack: Stack, name: string, pauseMs: number): Promise<Record<Kind, number[]>> {
  const rounds = WARM_UP + ROUNDS;
  const [noted, plain] = [
    await tokens(stack, rounds, `${name}-noted`),
    await tokens(stack, rounds, `${name}-plain`),
  ];
  const took: Record<Kind, number[]> = { noted: [], plain: [] };
  const one = async (kind: Kind, path: string, token: string) => {
    await (await fetch(stack.appUrl + path, { redirect: "manual" })).arrayBuffer();
    await setTimeout(pauseMs);
    took[kind].push(await timed(async () => mustSucceed(await exchangeThroughNext(stack, token))));
  };
  for (let round = 0; round < rounds; round++) {
    const turns = [
      () => one("noted", `/login/callback?token=${noted[round]}`, noted[round]!),
      () => one("plain", "/login/callback", plain[round]!),
    ];
    for (const turn of round % 2 ? turns : turns.reverse()) await turn();
  }
  return { noted: took.noted.slice(WARM_UP), plain: took.plain.slice(WARM_UP) };
}

/** Tokens of invites of a campaign. */
async function tokens({ deployment }: Stack, count: number, name: string): Promise<string[]> {
  const call = <Result>(path: string, args: object) =>
    callFunction<Result>(deployment, "mutation", path, args, { asAdmin: true });
  const campaignId = await call<string>("benchVisits:begin", {});
  const tokens: string[] = [];
  for (let start = 0; start < count; start += 50) {
    const guests = Array.from({ length: Math.min(50, count - start) }, (_, index) => ({
      email: `${name}${start + index}@cost.example`,
      deliveredAt: Date.now(),
    }));
    const urls = await call<string[]>("benchVisits:invite", { campaignId, guests });
    tokens.push(...urls.map((url) => new URL(url).searchParams.get("token") ?? ""));
  }
  return tokens;
}
