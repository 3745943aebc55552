/** Makes the requests of all guests at the real routes, and has the real functions judge them. */
import { setTimeout as sleep } from "node:timers/promises";
import { pathOf, Visitor } from "../../e2e/support/visitor";
import { callFunction } from "../support/convex";
import type { Stack } from "../support/stack";
import type { Request } from "./actors";
import { type Guest, requestsFor } from "./guests";

export type Judged = Record<string, { verdict: string; reason: string; isFiltered: boolean }>;
interface Stored {
  visits: number;
  accepted: number;
  left: number;
}

/** A server notes at most twenty visits at once, and drops the rest. */
const AT_ONCE = 10;
const WITHIN_MS = 120_000;

export async function judgedByUs(stack: Stack, guests: Guest[]): Promise<Judged> {
  const launchedAt = Date.now() - 3 * 24 * 3_600_000;
  const links = await invite(stack, guests, launchedAt);
  await play(stack, guests, links);
  const times = guests.map((guest) => [
    guest.email,
    requestsFor(guest).map(({ at }) => launchedAt + (guest.deliveredAt + at) * 1_000),
  ]);
  await call(stack, "mutation", "benchVisits:retime", { times: Object.fromEntries(times) });
  return judge(stack);
}

async function invite(stack: Stack, guests: Guest[], launchedAt: number): Promise<string[]> {
  const campaignId = await call<string>(stack, "mutation", "benchVisits:begin", {});
  const links: string[] = [];
  for (let start = 0; start < guests.length; start += 50) {
    const some = guests.slice(start, start + 50).map(({ email, deliveredAt }) => ({
      email,
      deliveredAt: launchedAt + deliveredAt * 1_000,
    }));
    links.push(
      ...(await call<string[]>(stack, "mutation", "benchVisits:invite", { campaignId, guests: some })),
    );
  }
  return links;
}

/**
 * Makes the first request for every link, then the second, and so on. The notes are written after the answers and
 * waited for, so that the notes of one link have the order of its requests.
 */
async function play(stack: Stack, guests: Guest[], links: string[]): Promise<void> {
  const browsers = guests.map(() => new Map<string, Visitor>());
  let expected = 0;
  for (let round = 0; ; round++) {
    const due = guests.flatMap((guest, index) => {
      const request = requestsFor(guest)[round];
      return request ? [{ index, request }] : [];
    });
    if (due.length === 0) break;
    for (let start = 0; start < due.length; start += AT_ONCE) {
      const now = due.slice(start, start + AT_ONCE);
      await Promise.all(
        now.map(({ index, request }) => make(stack, browsers[index]!, links[index]!, request)),
      );
      expected += now.length;
      await until(stack, ({ visits }) => visits >= expected);
    }
  }
  const came = guests.filter((guest) => requestsFor(guest).some(({ continues }) => continues)).length;
  await until(stack, ({ accepted }) => accepted >= came);
}

async function make(
  { appUrl }: Stack,
  browsers: Map<string, Visitor>,
  link: string,
  { method, headers, ip, browser, continues }: Request,
): Promise<void> {
  const visitor = browsers.get(browser) ?? new Visitor(appUrl);
  browsers.set(browser, visitor);
  await visitor.send(method, pathOf(link), { headers: { ...headers, "x-real-ip": ip } });
  if (!continues) return;
  const { headers: answer } = await visitor.submit(
    "/login/callback",
    {},
    {
      ...headers,
      "sec-fetch-site": "same-origin",
      origin: appUrl,
      "x-real-ip": ip,
    },
  );
  if (!visitor.sessionToken) throw new Error(`Nobody was signed in: ${answer.location}`);
}

/** Counts the mails by domain first, because a domain is judged by how many of its links are opened. */
async function judge(stack: Stack): Promise<Judged> {
  await sleep(6_000);
  await call(stack, "mutation", "model/overview/mailCounts:count", {});
  await sleep(3_000);
  await call(stack, "mutation", "model/visits/counting:count", {});
  await until(stack, ({ left }) => left === 0);
  let last = "";
  for (;;) {
    await sleep(1_000);
    const judged = await call<Judged>(stack, "query", "benchVisits:judged", {});
    if (JSON.stringify(judged) === last) return judged;
    last = JSON.stringify(judged);
  }
}

async function until(stack: Stack, isDone: (stored: Stored) => boolean): Promise<void> {
  let stored: Stored | undefined;
  for (const end = Date.now() + WITHIN_MS; Date.now() < end; await sleep(100)) {
    stored = await call<Stored>(stack, "query", "benchVisits:stored", {});
    if (isDone(stored)) return;
  }
  throw new Error(`The visits do not arrive: ${JSON.stringify(stored)}`);
}

function call<Result>({ deployment }: Stack, kind: "query" | "mutation", path: string, args: object) {
  return callFunction<Result>(deployment, kind, path, args, { asAdmin: true });
}
