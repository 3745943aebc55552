/**
 * Measures the cost of a call before it does anything: for each call, Convex evaluates the modules of each function in
 * a fresh context. The unmodified CLI makes the bundles, and our app's bundles contain no benchmark code.
 */
import path from "node:path";
import type { Called } from "../support/convex";
import { type Cell, ms, ratio, type Report, table } from "../support/report";
import { Evaluations } from "./evaluations";
import { recordFlows } from "./flows";
import { signedIn } from "./material";
import { bundlesOf, type Push } from "./push";
import { layOutStock } from "./stock-project";

const WORK = path.resolve(".latchkey/bench/cold");

export async function cold(): Promise<Report> {
  const push = await bundlesOf(process.cwd(), path.join(WORK, "ours"));
  const stockPush = await bundlesOf(layOutStock(path.join(WORK, "stock")), path.join(WORK, "stock-push"));
  const ours = new Evaluations(push);
  const stock = new Evaluations(stockPush);
  return [await costOfCalls(ours, stock), ...(await moduleTables(push, ours))];
}

interface Cost {
  calls: number;
  /**
   * Times in ms: `entry` to evaluate the first function's module, `nested` for the modules of the other functions, and
   * `signing` to sign for the first time.
   */
  entry: number;
  nested: number;
  signing: number;
}

const inAll = ({ entry, nested, signing }: Cost) => entry + nested + signing;

async function costOfCalls(ours: Evaluations, stock: Evaluations): Promise<string> {
  const flows = await recordFlows();
  const material = await signedIn();
  const ourSigning = await ours.firstCall("betterAuth", "sessionCookies.js", "signCookies", material);
  const stockSigning = await stock.firstCall("", "stockSigning.js", "signCookies", material);
  const exchange = await costOf(flows.exchange, ours, ourSigning);
  const stockExchange = await costOf(flows.stock, stock, stockSigning);
  return table(
    "One call, cold",
    ["", "functions", "first module, ms", "the others, ms", "first signing, ms", "in all, ms"],
    [
      rowOf("exchange of a login link", exchange),
      rowOf("Better Auth's magic link on the stock component", stockExchange),
      ["ours / stock", "", "", "", "", ratio(inAll(exchange), inAll(stockExchange))],
      rowOf("request for a link", await costOf(flows.request, ours)),
      rowOf("peek at a link", await costOf(flows.peek, ours)),
      rowOf("webhook event", await costOf(flows.webhook, ours)),
      rowOf("signed-in query", await costOf(flows.query, ours)),
    ],
  );
}

/**
 * Adds up the cost of all functions of a request. Each is evaluated in a separate context, also those of components.
 */
async function costOf(calls: Called[], evaluations: Evaluations, signing = 0): Promise<Cost> {
  const times: number[] = [];
  for (const call of calls) times.push((await evaluations.called(call)).ms);
  const [entry = 0, ...others] = times;
  return { calls: calls.length, entry, nested: others.reduce((sum, time) => sum + time, 0), signing };
}

function rowOf(name: string, cost: Cost): Cell[] {
  const { calls, entry, nested, signing } = cost;
  return [name, calls, ms(entry), ms(nested), signing === 0 ? "" : ms(signing), ms(inAll(cost))];
}

async function moduleTables(push: Push, evaluations: Evaluations): Promise<Report> {
  const callable: Row[] = [];
  const others: Row[] = [];
  for (const [definition, modules] of push)
    for (const { path, environment } of modules) {
      if (path.startsWith("_deps/") || path === "auth.config.js" || environment === "node") continue;
      const { bytes, hasFunctions, ms } = await evaluations.module(definition, path);
      (hasFunctions ? callable : others).push({ name: nameOf(definition, path), kb: bytes / 1_024, ms });
    }
  return [
    moduleTable("Modules with functions", callable),
    moduleTable("Modules without a function that is called", others),
  ];
}

interface Row {
  name: string;
  kb: number;
  ms: number;
}

function moduleTable(title: string, rows: Row[]): string {
  const slowestFirst = rows.sort((one, other) => other.ms - one.ms);
  const cells = slowestFirst.map((row) => [row.name, row.kb.toFixed(0), ms(row.ms)]);
  return table(title, ["module", "KB with chunks", "ms"], cells);
}

const nameOf = (definition: string, file: string) =>
  path.posix.join(definition.replace(/^.*node_modules\//, "").replace(/\/dist\/component$/, ""), file);
