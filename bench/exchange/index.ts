/**
 * Compares the exchange with Better Auth's stock magic link: on one local deployment, in one run, in turns. Both begin
 * with a token and end with the session's two cookies.
 */
import { callFunction, type Cost, costOf, counts } from "../support/convex";
import { ms, ratio, type Report, table } from "../support/report";
import { type Stack, type StackOptions, startStack } from "../support/stack";
import { alternate, p50, p95, secondsFor } from "../support/timing";
import {
  exchangeOurs,
  exchangeStock,
  exchangeThroughNext,
  mustSucceed,
  newAddresses,
  ourTokens,
  stockTokens,
  throughBareRoute,
} from "./contenders";

const WARM_UP = 30;
const ROUNDS = 200;
/** Used contexts stay in memory for a long time, so there are fewer rounds in which each call gets a fresh context. */
const COLD_ROUNDS = 40;
const TURNS = 9;
const AT_ONCE = 240;
const CONCURRENCY = 8;
const CLICKS = 50;
const LINKS = 20;

export async function exchange(): Promise<Report> {
  return [
    ...(await on({ withApp: true, mutationMs: 0 }, async (stack) => [
      await oneByOne(stack, "contexts kept between calls"),
      await manyAtOnce(stack),
      await endToEnd(stack, "Convex on the same machine"),
    ])),
    ...(await on({ mutationMs: 0, freshContexts: true }, async (stack) => [
      await oneByOne(stack, "each call in a fresh context", COLD_ROUNDS),
    ])),
    ...(await on({ withApp: true, mutationMs: 0, delayMs: 2 }, async (stack) => [
      await endToEnd(stack, "every Convex call 2 ms away"),
    ])),
    ...(await on({}, async (stack) => [await races(stack)])),
  ];
}

async function on(options: StackOptions, measure: (stack: Stack) => Promise<Report>): Promise<Report> {
  const stack = await startStack(options);
  try {
    return await measure(stack);
  } finally {
    await stack.stop();
  }
}

async function oneByOne(stack: Stack, how: string, rounds = ROUNDS): Promise<string> {
  const warmUp = Math.min(WARM_UP, rounds / 4);
  const ours = await ourTokens(stack, newAddresses(warmUp + rounds + 1));
  const stock = await stockTokens(stack, newAddresses(warmUp + rounds + 1));
  const key = await callFunction(stack.deployment, "action", "bench:floorKey", {}, { asAdmin: true });
  const spendOurs = async (token: string) => mustSucceed(await exchangeOurs(stack, token));
  const spendStock = async (token: string) => mustSucceed(await exchangeStock(stack, token));
  const all = await alternate(
    {
      ours: (round) => spendOurs(ours[round] ?? ""),
      stock: (round) => spendStock(stock[round] ?? ""),
      floor: () => callFunction(stack.deployment, "mutation", "bench:floor", { key }),
    },
    warmUp + rounds,
  );
  const floor = all.floor.slice(warmUp);
  const row = (name: string, latencies: number[], cost: Cost) => {
    const warm = latencies.slice(warmUp);
    return [name, ms(p50(warm)), ms(p95(warm)), ratio(p50(warm), p50(floor)), cost.calls, cost.transactions];
  };
  return table(
    `One exchange of a new user, ${rounds} of each in turn, ${how}`,
    ["", "p50, ms", "p95, ms", "times the floor", "calls", "transactions that write"],
    [
      row("ours", all.ours, await costOf(stack.deployment, () => spendOurs(ours.at(-1) ?? ""))),
      row(
        "stock magic link",
        all.stock,
        await costOf(stack.deployment, () => spendStock(stock.at(-1) ?? "")),
      ),
      row("floor: one RS256 signature in a mutation that does nothing else", all.floor, {
        calls: 1,
        transactions: 0,
      }),
      [
        "ours / stock",
        ratio(p50(all.ours.slice(warmUp)), p50(all.stock.slice(warmUp))),
        ratio(p95(all.ours.slice(warmUp)), p95(all.stock.slice(warmUp))),
        "",
        "",
        "",
      ],
    ],
  );
}

async function manyAtOnce(stack: Stack): Promise<string> {
  const rates = { ours: [] as number[], stock: [] as number[] };
  const failed = { ours: 0, stock: 0 };
  const turn = async (name: keyof typeof rates, exchangeOne: (index: number) => Promise<{ ok: boolean }>) => {
    let done = 0;
    const seconds = await secondsFor(AT_ONCE, CONCURRENCY, async (index) => {
      if ((await exchangeOne(index)).ok) done++;
    });
    rates[name].push(done / seconds);
    failed[name] += AT_ONCE - done;
  };
  for (let round = 0; round < TURNS; round++) {
    const ours = await ourTokens(stack, newAddresses(AT_ONCE));
    const stock = await stockTokens(stack, newAddresses(AT_ONCE));
    await turn("ours", (index) => exchangeOurs(stack, ours[index] ?? ""));
    await turn("stock", (index) => exchangeStock(stack, stock[index] ?? ""));
  }
  const [ours, stock] = [p50(rates.ours), p50(rates.stock)];
  return table(
    `${CONCURRENCY} at once, the median of ${TURNS} turns of ${AT_ONCE}`,
    ["", "successful exchanges a second", `failed, of ${TURNS * AT_ONCE}`],
    [
      ["ours", ours.toFixed(0), failed.ours],
      ["stock magic link", stock.toFixed(0), failed.stock],
      ["ours / stock", ratio(ours, stock), ""],
    ],
  );
}

async function races(stack: Stack): Promise<string> {
  const [ourToken = ""] = await ourTokens(stack, newAddresses(1));
  const [stockToken = ""] = await stockTokens(stack, newAddresses(1));
  const [ourAddress = "", stockAddress = ""] = newAddresses(2);
  const ourLinks = await ourTokens(stack, Array<string>(LINKS).fill(ourAddress));
  const stockLinks = await stockTokens(stack, Array<string>(LINKS).fill(stockAddress));
  return table(
    "Races",
    ["", "succeeded", "refused", "failed", "sessions", "users"],
    [
      await race(
        stack,
        `ours, ${CLICKS} clicks on one link`,
        (i) => exchangeOurs(stack, ourToken, `click ${i} of a race`),
        CLICKS,
      ),
      await race(
        stack,
        `stock, ${CLICKS} clicks on one link`,
        () => exchangeStock(stack, stockToken),
        CLICKS,
      ),
      await race(
        stack,
        `ours, ${LINKS} links of one new address`,
        (i) => exchangeOurs(stack, ourLinks[i] ?? ""),
        LINKS,
      ),
      await race(
        stack,
        `stock, ${LINKS} links of one new address`,
        (i) => exchangeStock(stack, stockLinks[i] ?? ""),
        LINKS,
      ),
    ],
  );
}

async function race(
  stack: Stack,
  name: string,
  click: (index: number) => Promise<{ ok: boolean; reason?: string }>,
  clicks: number,
) {
  const before = await counts(stack.deployment);
  const outcomes = await Promise.all(
    Array.from({ length: clicks }, (_, index) => click(index).catch(() => ({ ok: false, reason: "500" }))),
  );
  const after = await counts(stack.deployment);
  const total = (all: typeof before, name: string) =>
    (all.betterAuth?.[name] ?? 0) + (all.stockAuth?.[name] ?? 0);
  const grown = (name: string) => total(after, name) - total(before, name);
  const succeeded = outcomes.filter(({ ok }) => ok).length;
  const failed = outcomes.filter(({ reason }) => /^5\d\d$/.test(reason ?? "")).length;
  return [name, succeeded, clicks - succeeded - failed, failed, grown("session"), grown("user")];
}

async function endToEnd(stack: Stack, where: string): Promise<string> {
  const direct = await ourTokens(stack, newAddresses(WARM_UP + ROUNDS));
  const throughNext = await ourTokens(stack, newAddresses(WARM_UP + ROUNDS));
  const all = await alternate(
    {
      direct: async (round) => mustSucceed(await exchangeOurs(stack, direct[round] ?? "")),
      next: async (round) => mustSucceed(await exchangeThroughNext(stack, throughNext[round] ?? "")),
      bare: () => throughBareRoute(stack),
    },
    WARM_UP + ROUNDS,
  );
  const next = all.next.slice(WARM_UP);
  const call = all.direct.slice(WARM_UP);
  const bare = all.bare.slice(WARM_UP);
  return table(
    `End to end, ${where}`,
    ["", "p50, ms", "p95, ms"],
    [
      ["POST /login/callback, cookies on the answer", ms(p50(next)), ms(p95(next))],
      ["the one Convex call in it", ms(p50(call)), ms(p95(call))],
      ["what Next.js adds", ms(p50(next) - p50(call)), ""],
      ["a bare Next.js route that makes one mutation with one RS256 signature", ms(p50(bare)), ms(p95(bare))],
      ["ours / bare", ratio(p50(next), p50(bare)), ratio(p95(next), p95(bare))],
    ],
  );
}
