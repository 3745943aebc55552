import { exchangeThroughNext, mustSucceed } from "../exchange/contenders";
import { callFunction } from "../support/convex";
import { ms, ratio, table } from "../support/report";
import type { Stack } from "../support/stack";
import { p50, p95, timed } from "../support/timing";

const WARM_UP = 30;
const ROUNDS = 200;

/**
 * What the note costs the exchange: the POST right after the GET of its link, whose note is being written then, and the
 * POST after a GET that leaves no note, in turns.
 */
export async function costOfNotes(stack: Stack): Promise<string> {
  const rounds = WARM_UP + ROUNDS;
  const [noted, plain] = [await tokens(stack, rounds, "noted"), await tokens(stack, rounds, "plain")];
  const took = { noted: [] as number[], plain: [] as number[] };
  const one = async (name: keyof typeof took, path: string, token: string) => {
    await (await fetch(stack.appUrl + path, { redirect: "manual" })).arrayBuffer();
    const spent = timed(async () => mustSucceed(await exchangeThroughNext(stack, token)));
    took[name].push(await spent);
  };
  for (let round = 0; round < rounds; round++) {
    const turns = [
      () => one("noted", `/login/callback?token=${noted[round]}`, noted[round]!),
      () => one("plain", "/login/callback", plain[round]!),
    ];
    for (const turn of round % 2 ? turns : turns.reverse()) await turn();
  }
  const [after, without] = [took.noted.slice(WARM_UP), took.plain.slice(WARM_UP)];
  return table(
    `What the note costs the exchange, ${ROUNDS} of each in turn`,
    ["", "p50, ms", "p95, ms"],
    [
      ["POST right after the GET of its link, whose note is being written", ms(p50(after)), ms(p95(after))],
      ["POST after a GET that leaves no note", ms(p50(without)), ms(p95(without))],
      ["with / without", ratio(p50(after), p50(without)), ratio(p95(after), p95(without))],
    ],
  );
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
