/**
 * Measures how long a request for a link takes, by kind of address. Neither the answer nor its time may reveal the
 * kind.
 */
import { office } from "./office";
import { callFunction } from "./support/convex";
import { ms, type Report, table } from "./support/report";
import { type Stack, startStack } from "./support/stack";
import { visitor } from "./support/visitor";
import { alternate, p50, p95 } from "./support/timing";
import { exchangeOurs, mustSucceed, newAddresses, ourTokens } from "./exchange/contenders";

const WARM_UP = 30;
const ROUNDS = 300;

export async function asking(): Promise<Report> {
  const stack = await startStack();
  const [member = "", another = "", overLimit = ""] = newAddresses(3);
  for (const email of [member, another]) {
    const [token = ""] = await ourTokens(stack, [email]);
    mustSucceed(await exchangeOurs(stack, token));
  }
  const strangers = newAddresses(WARM_UP + ROUNDS);
  const kinds = await alternate(
    {
      member: () => ask(stack, member),
      "another member": () => ask(stack, another),
      stranger: (round) => ask(stack, strangers[round] ?? ""),
      "the same stranger each time": () => ask(stack, overLimit),
    },
    WARM_UP + ROUNDS,
  );
  await stack.stop();
  const rows = Object.entries(kinds).map(([kind, latencies]) => {
    const warm = latencies.slice(WARM_UP);
    return [kind, ms(p50(warm)), ms(p95(warm))];
  });
  const note =
    "The difference between the two members is noise, because they are alike. A smaller difference means nothing.\n";
  return [
    await office(),
    table(`Requests for a link, ${ROUNDS} of each kind in turn`, ["address", "p50, ms", "p95, ms"], rows),
    note,
  ];
}

async function ask({ deployment }: Stack, email: string): Promise<void> {
  const client = await visitor(deployment, "loginLinks:request");
  const args = { email, browserHash: "0".repeat(64), client };
  const answer = await callFunction<{ ok: boolean }>(deployment, "mutation", "loginLinks:request", args);
  if (!answer.ok) throw new Error("The request for a link was refused.");
}
